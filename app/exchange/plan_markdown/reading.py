"""A plan read from Markdown: headings are components, lists are statements, assumptions and red lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from app.exchange.plan_markdown.blocks import MOST_BYTES, blocks, plain
from app.exchange.plan_markdown.naming import Names
from app.exchange.plan_markdown.sections import Piece, Section, sections
from app.exchange.plan_markdown.words import BREAKS, KEYS, KINDS, POSITIONS, STANDINGS, folded, named
from app.ids import AssumptionId
from app.scenario.components import ComponentKind, Weight
from app.scenario.faults import Fault, Findings
from app.scenario.limits import RULES
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Position
from app.scenario.times import read_time

_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|minutes?|minuten|minutos?|دقيقة|دقائق)\.?", re.IGNORECASE)
_ID = re.compile(r"`([A-Za-z0-9][A-Za-z0-9_-]{0,39})`\s*", re.ASCII)
_BET = re.compile(
    r"(?:\[\s*(?P<sure>\d{1,3})\s*%\s*\])?\s*(?P<bet>.*?)\s*"
    r"(?:(?<!\\)\((?P<key>[^:()]{1,30}):\s*(?P<owner>[^;()]*?)\s*(?:;\s*(?P<breaks>.*))?\))?\s*",
    re.DOTALL,
)
Named = TypeVar("Named", bound=str)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRead:
    """What a file says; `first_reply` in seconds, None where it says nothing.

    `faults` are to be mended first, `notes` say what was taken for granted.
    """

    components: tuple[Component, ...] = ()
    holding: tuple[HoldingStatement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    red_lines: tuple[str, ...] = ()
    first_reply: float | None = None
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def read_plan(text: str, onto: Plan, owners: Mapping[str, Position] = POSITIONS) -> PlanRead:
    """What a file in Markdown says of a plan.

    Args:
        text: the file's.
        onto: the plan there is: parts without an id get that of the part they are like.
        owners: what positions may be called, folded.
    """
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        fault = Fault(line=0, path="", reason=f"more than {MOST_BYTES >> 10} KiB", remedy="Leave things out.")
        return PlanRead(faults=(fault,))
    return _Reader(onto, owners).read(text)


class _Reader:
    def __init__(self, onto: Plan, owners: Mapping[str, Position]) -> None:
        self.names = Names(onto)
        self.owners = owners
        self.wrong, self.taken = Findings(), Findings()
        self.components: list[Component] = []
        self.holding: list[HoldingStatement] = []
        self.assumptions: list[Assumption] = []
        self.red_lines: list[str] = []

    def read(self, text: str) -> PlanRead:
        top, found = sections(blocks(text), self.wrong)
        promise = self._promise([top, *found])
        for section in found:
            self._section(section)
        if not (self.components or self.holding or self.assumptions or self.red_lines or promise):
            remedy = "Begin each component with a heading: `## Listening`."
            self.wrong.add(1, "", "there is nothing of a plan in it", remedy)
        return PlanRead(
            components=tuple(self.components),
            holding=tuple(self.holding),
            assumptions=tuple(self.assumptions),
            red_lines=tuple(dict.fromkeys(self.red_lines)),
            first_reply=promise,
            faults=self.wrong.in_order(),
            notes=self.taken.in_order(),
        )

    def _section(self, section: Section) -> None:
        kind = self._kind(section)
        items = [piece for piece in section.pieces if piece.item]
        if section.about == "ladder" and "kind" not in section.keys:
            self.taken.add(
                section.line, section.title, "the decision model is not read", "It stays as it is."
            )
            return
        if section.about == "assumptions" and "kind" not in section.keys:
            for piece in items:
                self._bet(piece)
            return
        lists = {"holding_statements": self._statement, "legal_red_lines": self._red_line}
        take = lists.get(kind or "")
        for piece in items if take else ():
            take(piece) if take else None
        if section.told or not take:
            self._component(section, kind, lists=take is not None)

    def _component(self, section: Section, kind: ComponentKind | None, *, lists: bool) -> None:
        words = self._text([piece for piece in section.pieces if not (lists and piece.item)])
        title = self._fit(Component, "title", section.title, section.line)
        there = self.names.component(section.keys.get("id", ("", 0))[0], title, kind)
        standing = self._choice(section, "standing", STANDINGS, there.standing if there else "ready")
        part = Component(
            id=self._name(section, kind, there),
            title=title,
            owner=self._owner(section, there),
            weight=self._weight(section, there),
            standing=standing,
            kind=kind,
            text=self._fit(Component, "text", words, section.line),
        )
        self.components.append(part)

    def _name(self, section: Section, kind: ComponentKind | None, there: Component | None) -> str:
        written = there.id if there else section.keys.get("id", ("", 0))[0]
        if written:
            return self.names.written(written)
        return self.names.fresh((kind or section.title).replace("_", "-"))

    def _kind(self, section: Section) -> ComponentKind | None:
        said, line = section.keys.get("kind", ("", 0))
        if not said:
            return next((one for one in KINDS.values() if one == section.about), None)
        if folded(said) == "none":
            return None
        kind = next((one for one in KINDS.values() if one == said), None) or named(said, KINDS)
        if kind is None:
            remedy = self.wrong.suggest(said, set(KINDS.values()), "Leave the line out, or write `none`.")
            self.wrong.add(line, section.title, f"`{said[:60]}` is no kind of component", remedy)
        return kind

    def _owner(self, section: Section, there: Component | None) -> Position:
        said, line = section.keys.get("owner", ("", 0))
        if said:
            return self._position(said, line, section.title)
        owner = there.owner if there else "communicator"
        remedy = f"It is the {owner.replace('_', ' ')}'s until a line `Owner: …` says otherwise."
        self.taken.add(section.line, section.title, "no owner is named", remedy)
        return owner

    def _position(self, said: str, line: int, path: str) -> Position:
        found = named(said, self.owners)
        if found is None:
            remedy = "Write `decision maker`, `communicator`, `legal` or `subject expert`, or a seat's title."
            self.wrong.add(line, path, f"nobody here is called `{said[:60]}`", remedy)
        return found or "communicator"

    def _choice(self, section: Section, key: str, table: Mapping[str, Named], otherwise: Named) -> Named:
        said, line = section.keys.get(key, ("", 0))
        found = named(said, table) if said else otherwise
        if found is None:
            remedy = f"Choose one of {', '.join(dict.fromkeys(table.values()))}."
            self.wrong.add(line, section.title, f"`{said[:60]}` is none of the choices", remedy)
        return found or otherwise

    def _weight(self, section: Section, there: Component | None) -> Weight | None:
        said, line = section.keys.get("weight", ("", 0))
        if said and said not in ("0", "1", "2", "3"):
            self.wrong.add(line, section.title, f"`{said[:60]}` is no weight", "Write 0, 1, 2 or 3.")
            return None
        if said:
            return cast("Weight", int(said))
        return there.weight if there and "id" not in section.keys else None

    def _promise(self, found: list[Section]) -> float | None:
        for section in found:
            said, line = section.keys.get("first_reply", ("", 0))
            if said:
                minutes = _MINUTES.fullmatch(said)
                seconds = float(minutes[1]) * 60 if minutes else read_time(said)
                if seconds is None or not 1 <= seconds <= 86_400:
                    self.wrong.add(line, "", f"`{said[:60]}` is no time", "Write `15:00`, or `15 min`.")
                return seconds
        return None

    def _statement(self, piece: Piece) -> None:
        name, raw = _split(piece.raw)
        text = self._fit(HoldingStatement, "text", self._text([Piece(piece.line, raw)]), piece.line)
        self.holding.append(HoldingStatement(id=self.names.statement(name, text), text=text))

    def _red_line(self, piece: Piece) -> None:
        words = self._text([Piece(piece.line, piece.raw)]).lower()
        if len(words) > 60:
            remedy = "A red line is a word or a few; write the rest as text."
            self.wrong.add(piece.line, "", f"{len(words)} of 60 characters", remedy)
        self.red_lines.append(words)

    def _bet(self, piece: Piece) -> None:
        name, raw = _split(piece.raw)
        found = _BET.fullmatch(raw)
        if found is None or not found["bet"] or (found["key"] and KEYS.get(folded(found["key"])) != "owner"):
            remedy = "Write `- [70 %] what we bet on (owner: legal; breaks when …)`."
            self.wrong.add(piece.line, "", "this is not how an assumption is written", remedy)
            return
        breaks = _after(found["breaks"] or "")
        if found["sure"] is None or not breaks:
            lacks = (
                "how sure we are: `[70 %]`" if found["sure"] is None else "`breaks when …` in the brackets"
            )
            self.wrong.add(piece.line, "", "an assumption cannot be tested as it is", f"Add {lacks}.")
        bet = self._fit(Assumption, "statement", self._text([Piece(piece.line, found["bet"])]), piece.line)
        sure = int(found["sure"] or 0)
        if sure > 100:
            self.wrong.add(piece.line, "", f"{sure} % is more than sure", "Write 0 to 100.")
        self.assumptions.append(
            Assumption(
                id=AssumptionId(self.names.assumption(name, bet)),
                statement=bet,
                owner=self._position(found["owner"], piece.line, "") if found["owner"] else "communicator",
                confidence=min(sure, 100),
                breaks_when=self._breaks(breaks, piece.line),
            )
        )

    def _breaks(self, raw: str, line: int) -> str:
        return self._fit(Assumption, "breaks_when", self._text([Piece(line, raw)]), line) if raw else ""

    def _text(self, pieces: list[Piece]) -> str:
        """The words of some pieces: paragraphs apart, items of a list below one another."""
        text, before = "", False
        for piece in pieces:
            words, html = (piece.raw, False) if piece.code else plain(piece.raw)
            if html:
                self.wrong.add(piece.line, "", "HTML is not read", "Write it as plain text, or leave it out.")
            words = "\n".join(line.strip() for line in words.split("\n"))
            text += ("\n" if before and piece.item else "\n\n") if text else ""
            text += f"- {words}" if piece.item else words
            before = piece.item
        return text.strip()

    def _fit(self, kind: type, name: str, text: str, line: int) -> str:
        rule = RULES.get((kind, name))
        longest = rule.longest if rule else 1000
        if len(text) > longest:
            self.wrong.add(line, name, f"{len(text)} of {longest} characters", "Make it shorter.")
        if not text and not (rule and rule.empty):
            self.wrong.add(line, name, "nothing is written here", "Write something, or take the line out.")
        return text


def _split(raw: str) -> tuple[str, str]:
    """The id in backticks that an item begins with, if one does, and the rest."""
    found = _ID.match(raw)
    return (found[1], raw[found.end() :]) if found else ("", raw)


def _after(breaks: str) -> str:
    """What stands behind `breaks when`, in any of the languages."""
    words = breaks.strip()
    for alias in sorted(BREAKS, key=len, reverse=True):
        head = words[: len(alias) + 2]
        if folded(head).startswith(alias):
            return re.sub(r"^\s*:?\s*", "", words[_length(words, alias) :], count=1)
    return ""


def _length(words: str, alias: str) -> int:
    """How many signs of `words` the alias takes up, accents and all."""
    return next(n for n in range(1, len(words) + 1) if folded(words[:n]) == alias)
