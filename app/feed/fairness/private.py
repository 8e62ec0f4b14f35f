"""Private data in a text: telephone numbers, mail and postal addresses, names of people."""

import re
from collections.abc import Iterator
from typing import Literal

PrivateSort = Literal["phone", "address", "mail", "name"]

_AT = re.compile(r"@[\w-]+\.")
"""In every mail address, and in few handles; quickly looked for."""
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OURS = (".example", ".invalid", ".test")
"""Endings that no address in the world has."""
_FAR = r"(?:\+|\b00)[1-9]\d{0,2}(?:[ ./()-]{0,2}\d{1,5}){2,6}"
_NEAR = r"(?<![\w.,:/-])\(?0\d{2,5}\)?[ /-]{1,2}\d{2,4}(?:[ -]?\d{2,4}){1,3}"
_AMERICAN = r"(?<![\w.,:/-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
_PHONE = re.compile(rf"(?:{_FAR}|{_NEAR}|{_AMERICAN})(?![\d.,:]*\d)")
_LEAST_DIGITS = 8
_DIGIT = re.compile(r"\d")
"""Neither a telephone number nor an address is written without one; most posts are."""
_DATE = re.compile(r"\d{4}[-/.]\d{2}[-/.]\d{2}|\d{2}[-/.]\d{2}[-/.]\d{4}")
_NAME = re.compile(r"([A-ZÀ-Ý](?<=\b.)[a-zà-ÿ]+)[ ]([A-ZÀ-Ý][a-zà-ÿ]{2,}(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\b")


def private(
    text: str, places: re.Pattern[str], first_names: frozenset[str]
) -> Iterator[tuple[PrivateSort, str]]:
    """All that looks private, with its words as written.

    Args:
        text: as written.
        places: how addresses are written in its language; each has a digit in it.
        first_names: what people are called there.
    """
    if _AT.search(text):
        for mail in _MAIL.finditer(text):
            if not mail[0].lower().endswith(_OURS):
                yield "mail", mail[0]
    if _DIGIT.search(text):
        for phone in _PHONE.finditer(text):
            if sum(sign.isdigit() for sign in phone[0]) >= _LEAST_DIGITS and not _DATE.search(phone[0]):
                yield "phone", phone[0].strip()
        for place in places.finditer(text):
            yield "address", place[0]
    for name in _NAME.finditer(text):
        if name[1] in first_names:
            yield "name", name[0]
