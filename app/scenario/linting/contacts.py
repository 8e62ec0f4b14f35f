"""Addresses and numbers that might be somebody's: a drill's audience would try them."""

import re
from collections.abc import Iterator

from app.scenario.faults import Fault
from app.scenario.linting.advising import advice
from app.scenario.linting.texts import texts
from app.scenario.scenario import Scenario

_COMMON = (
    "com|org|net|io|info|biz|edu|gov|mil|app|dev|news|shop|online|site|xyz|tv|eu|co\\.uk|org\\.uk|gov\\.uk"
)
_DOMAIN = rf"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_COMMON})(?![\w-]|\.\w)"
_MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[a-z]{2,})\b", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)((?:[\w-]+\.)*[\w-]+)", re.IGNORECASE)
_SITE = re.compile(rf"(?<![\w@.-]){_DOMAIN}")
_SAFE = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|example\.(?:com|org|net))$", re.IGNORECASE)
"""Names that are kept for examples (RFC 2606, RFC 6761)."""
_PHONE = re.compile(
    r"(?<![\w.,:/-])(?:\+\d{1,3}|\(0?\d{2,5}\)|0\d{2,5}|\d{3}(?=[-.]\d{3}[-.]\d{4}))"
    r"(?:[ /.-]?\d){4,12}(?![\w%:]|[.,]\d)"
)
_KEPT = re.compile(
    r"555-?01\d\d$"  # North America
    r"|^(?:\+?44|0)?(?:1632960|207946|7700900|8081570|9098790|3069990|11[3-8]496|121496|131496|141496|151496|161496)"
    r"|^(?:\+?49|0)?(?:3023125|699000|4066969|2214710|8999998|15228817386|15228895456|15254599371|17139200|176040690)"
    r"|^(?:\+?61|0)?(?:491570|55501|70101|1900654)"
    r"|^(?:\+?33|0)?(?:19900|26191|35301|46571|53649|63998)"
)
"""Numbers that authorities keep for drama."""


def real_contacts(scenario: Scenario) -> Iterator[Fault]:
    """Links, domains, e-mail addresses and telephone numbers that are not kept for examples."""
    for text in texts(scenario):
        yield from _addresses(text.path, text.words)
        for match in _PHONE.finditer(text.words):
            digits = re.sub(r"[^\d+]", "", match[0])
            if len(digits.lstrip("+")) >= 7 and not _is_kept(digits):
                remedy = "Leave it out, or use one that is kept for drama, such as 555-0142."
                yield advice(text.path, f"{match[0].strip()} may be somebody's number", remedy)


def _addresses(path: str, words: str) -> Iterator[Fault]:
    mails = [match for match in _MAIL.finditer(words) if not _SAFE.search(match[1])]
    for match in mails:
        remedy = "Leave it out, or end it in `.example`."
        yield advice(path, f"{match[0]} may be somebody's address", remedy)
    found = [match[1] for match in _LINK.finditer(words)] + [match[0] for match in _SITE.finditer(words)]
    for domain in dict.fromkeys(found):
        if not _SAFE.search(domain) and not any(domain in mail[0] for mail in mails):
            remedy = "Leave it out, or let it end in `.example`."
            yield advice(path, f"{domain} may be somebody's page", remedy)


def _is_kept(digits: str) -> bool:
    short = re.sub(r"^\+\d", "", digits)
    return bool(_KEPT.search(digits) or re.search(r"55501\d\d$", short))
