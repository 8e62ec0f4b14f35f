"""What is wrong with a scenario file, said so that its author can put it right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

MOST_SUGGESTIONS = 50
"""Looking for a near word is slow; a file damaged everywhere gets no more than these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing to mend.

    Attributes:
        line: line of the file, from 1; 0 where no file is at hand.
        path: where in the scenario, as in `msel[3].by` (numbers count from 0); empty for the whole file.
        reason: what is wrong.
        remedy: what to do about it.
    """

    line: int
    path: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line else "somewhere"
        return f"{where}: {self.path or 'the file'}: {self.reason}. {self.remedy}"


class ScenarioFaults(Exception):  # noqa: N818 - it is a list of faults, and named so everywhere
    """A scenario file cannot be read; `faults` are all there are, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(slots=True)
class Findings:
    """The faults found so far."""

    faults: list[Fault] = field(default_factory=list)
    _suggestions: int = 0

    def add(self, line: int, path: str, reason: str, remedy: str) -> None:
        """Note one fault. What it quotes from the file is made fit to print."""
        path, reason, remedy = (
            "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
            for text in (path, reason, remedy)
        )
        self.faults.append(Fault(line=line, path=path, reason=reason, remedy=remedy))

    def suggest(self, word: str, known: Iterable[str], otherwise: str) -> str:
        """A remedy for a word that is not among `known`: the nearest one, or `otherwise`."""
        self._suggestions += 1
        candidates = tuple(known)
        if self._suggestions > MOST_SUGGESTIONS or len(word) > 60 or len(candidates) > 500:
            return otherwise
        near = get_close_matches(word, candidates, n=1, cutoff=0.6)
        return f"Did you mean `{near[0]}`?" if near else otherwise

    def in_order(self) -> tuple[Fault, ...]:
        """All faults, each once, by line and then by path."""
        return tuple(sorted(set(self.faults), key=lambda fault: (fault.line, fault.path, fault.reason)))
