"""A stylised fact: what was measured on the model, and the band that a source or a definition puts it in."""

from dataclasses import dataclass

INFINITE = float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One figure. `row` is its place in the list of targets, T1 to T25."""

    row: str
    what: str
    measured: float
    low: float = -INFINITE
    high: float = INFINITE
    source: str

    @property
    def holds(self) -> bool:
        return self.low <= self.measured <= self.high

    def __str__(self) -> str:
        return f"{self.row} {self.what}: {self.measured:.4g}, wanted {self.low:.4g} to {self.high:.4g}"


def around(middle: float, part: float) -> dict[str, float]:
    """A band of so large a part of its middle to both sides."""
    return {"low": middle * (1 - part), "high": middle * (1 + part)}


def broken(facts: tuple[Fact, ...]) -> list[str]:
    """Those that do not hold, in words."""
    return [str(fact) for fact in facts if not fact.holds]
