"""What a cue waits for: a state of play, written as data."""

from dataclasses import dataclass, fields

from app.ids import Handle, InjectId


class _HashedOnce:
    """What is known by a hash that is made once: a conductor looks each condition up four times a second."""

    __slots__ = ("_hash",)
    _hash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition(_HashedOnce):
    """Everything that is given must hold at once; `any` and `none` are the or and the not.

    What the brand did counts from the moment the cue was armed: its `at`, else StartEx.

    Attributes:
        all: conditions that must all hold.
        any: conditions of which one must hold.
        none: conditions of which none may hold.
        silence: seconds in which the brand has neither posted nor written a message.
        reach_above: views of the whole storm so far.
        heat_above, heat_below: the crowd's anger, 0 to 100.
        trust_above, trust_below: the crowd's trust, 0 to 100.
        said: whole words or phrases, one of which stands in a post of the brand; case is ignored.
        deleted: the brand has deleted a post.
        pasted: how often the brand has posted the same holding statement.
        refuted: how many claims of the facts board are refuted.
        waiting: seconds a draft has waited for the next approval.
        unanswered: an account whose latest post or message the brand has not answered,
            for `patience` seconds.
        delivered: an inject that is out.
        patience: seconds; only with `unanswered`.
    """

    all: tuple["Condition", ...] = ()
    any: tuple["Condition", ...] = ()
    none: tuple["Condition", ...] = ()
    silence: float | None = None
    reach_above: int | None = None
    heat_above: float | None = None
    heat_below: float | None = None
    trust_above: float | None = None
    trust_below: float | None = None
    said: tuple[str, ...] = ()
    deleted: bool = False
    pasted: int | None = None
    refuted: int | None = None
    waiting: float | None = None
    unanswered: Handle | None = None
    patience: float = 600.0
    delivered: InjectId | None = None

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            made = hash(tuple(getattr(self, one.name) for one in fields(self)))
            object.__setattr__(self, "_hash", made)
            return made

    def asks_nothing(self) -> bool:
        """Whether no part of it is given, so that it would hold at once."""
        return all(getattr(self, name) == default for name, default in _DEFAULTS)


_DEFAULTS = tuple((one.name, one.default) for one in fields(Condition) if one.name != "patience")
