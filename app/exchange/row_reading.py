"""A row of a sheet read as an inject."""

import re
from dataclasses import dataclass

from app.exchange.cells import Cells
from app.exchange.fields import Field
from app.exchange.goals import TITLE_CHARS, chance_of, expected_of, guidance_of, shortened, tests_of
from app.exchange.letting_out import let_out
from app.exchange.mapping import Channel, SheetMapping
from app.exchange.moments import Settling, When
from app.exchange.objectives import Objectives
from app.exchange.plain import plain, words
from app.exchange.preview import PreviewRow
from app.exchange.speaking import speak, units_in
from app.exchange.values import (
    channel_of,
    count_of,
    listed,
    number_of,
    yes_or_no,
)
from app.exchange.voices import Voice, Voices
from app.feed.platforms import PLATFORMS
from app.ids import Handle, InjectId
from app.scenario.limits import ANYTHING, RULES
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

_ID = re.compile(RULES[Inject, "id"].pattern or "")
_BLANK = re.compile(r"\{[^{}]*\}")


@dataclass(slots=True)
class Reader:
    """Reads the rows of a sheet, top down."""

    scenario: Scenario
    mapping: SheetMapping
    settling: Settling
    voices: Voices
    objectives: Objectives

    def read(self, cells: Cells, section: str) -> PreviewRow:
        """What the row would become, with everything that is wrong with it."""
        inject_id = self._id(cells)
        title, text = self._title(cells), self._text(cells)
        voice = self._voice(cells)
        channel = self._channel(cells, voice)
        to = listed(cells.text("to"))
        contingency = self._contingency(cells)
        when = self._when(cells, contingency=contingency)
        self._check_text(cells, text, channel)
        self._check_voice(cells, voice, channel)
        for column in cells.formulas():
            cells.doubt(None, f"column {column} has a formula; it is taken as text", "Paste it as values.")
        inject = Inject(
            id=InjectId(inject_id),
            title=title,
            at=None if contingency else when.at,
            by=voice.handle if voice else Handle(""),
            text=text,
            channel=channel,
            answers=self._answers(cells, channel),
            reach=self._reach(cells),
            heat=self._heat(cells),
            tests=tests_of(cells, self.scenario),
            objective=self.objectives.of(cells),
            expected=expected_of(cells, self.scenario, to),
            chance=chance_of(cells),
            contingency=contingency,
            guidance=guidance_of(cells),
        )
        inject = let_out(inject, cells)
        cells.keep_the_rest(section)
        if voice and cells.sound:
            self.voices.heard(voice, publicly=channel == "feed")
        return PreviewRow(
            sheet=cells.sheet,
            row=cells.number,
            id=inject_id,
            title=title,
            text=text,
            time=cells.text("time") or cells.text("date"),
            by_hand=when.by_hand or contingency,
            at=inject.at,
            moment=None if inject.at is None else when.moment,
            persona=cells.text("by"),
            handle=voice.handle if voice else None,
            known=bool(voice and voice.known),
            to=to,
            channel=channel,
            inject=inject if cells.sound else None,
            extras=cells.extras,
            faults=tuple(cells.faults),
        )

    def _id(self, cells: Cells) -> str:
        said = cells.text("id")
        if not said:
            return f"row-{cells.number}"
        clean = clean_id(said) or f"row-{cells.number}"
        if clean != said:
            cells.keep("id")
        if clean in words("brand"):
            cells.fault("id", f"`{clean}` means the brand itself", "Choose another id.")
        return clean

    def _title(self, cells: Cells) -> str:
        said = cells.text("title")
        lines = (said or cells.text("text")).split("\n")
        title = said if len(said) <= TITLE_CHARS and said else shortened(lines[0])
        if said and title != said:
            cells.keep("title")
            cells.doubt("title", f"{len(said)} characters are cut to {TITLE_CHARS}", "Shorten the title.")
        return title

    def _text(self, cells: Cells) -> str:
        text = cells.text("text")
        if not text and not cells.header.has("text"):
            text = cells.text("title")
            cells.doubt("title", "the title is also what is posted", "Add a column for the text.")
        if not text:
            cells.fault("text", "there is nothing to post", "Write what the persona says.")
        return text

    def _check_text(self, cells: Cells, text: str, channel: Channel) -> None:
        platform = PLATFORMS[self.scenario.platform]
        longest = RULES.get((Inject, "text"), ANYTHING).longest
        if channel == "feed" and len(text) > min(platform.post_chars, longest):
            reason = f"{len(text)} characters, {platform.name} takes {min(platform.post_chars, longest)}"
            cells.fault("text", reason, f"Shorten it, or send it as a message of up to {longest}.")
        elif len(text) > longest:
            cells.fault("text", f"{len(text)} of {longest} characters", "Shorten it.")
        if found := _BLANK.search(text):
            cells.fault("text", f"nothing fills `{found[0][:60]}` here", "Write it out.")

    def _voice(self, cells: Cells) -> Voice | None:
        named = listed(cells.text("by")) if "\n" in cells.text("by") else (cells.text("by"),)
        if not named or not named[0]:
            missing = (
                "no column says who speaks" if not cells.header.has("by") else "nobody is named who says it"
            )
            cells.fault("by", missing, "Name a persona, or one for all such rows.")
            return None
        if len(named) > 1:
            cells.keep("by")
            cells.doubt(
                "by", f"{len(named)} speak at once; {named[0][:40]} does here", "Make a row for each."
            )
        return self.voices.of(named[0])

    def _check_voice(self, cells: Cells, voice: Voice | None, channel: Channel) -> None:
        persona = self.scenario.persona(voice.handle) if voice else None
        if voice and voice.handle == self.scenario.brand:
            cells.fault("by", "the brand speaks for itself", "Choose another persona.")
        elif persona and persona.sort == "contact" and channel == "feed":
            reason = f"`{persona.handle}` is a contact and posts nothing"
            cells.fault("channel", reason, "Write `message` as its channel.")

    def _channel(self, cells: Cells, voice: Voice | None) -> Channel:
        said = cells.text("channel")
        if not said:
            persona = self.scenario.persona(voice.handle) if voice else None
            return "message" if persona and persona.sort == "contact" else "feed"
        told = {plain(word): channel for word, channel in (self.mapping.channels or {}).items()}
        channel = told.get(plain(said)) or channel_of(said)
        if channel != said:
            cells.keep("channel")
        if channel is None:
            reason = f"`{said[:40]}` is not a known channel, and is taken for the feed"
            cells.doubt("channel", reason, "Say whether it is `feed` or `message`.")
        return channel or "feed"

    def _contingency(self, cells: Cells) -> bool:
        kind = plain(cells.text("kind"))
        if kind in words("not_injects"):
            cells.fault(
                "kind",
                "what players should do is no inject",
                "Write it as the expected action of the inject before.",
            )
        said = yes_or_no(cells.raw("contingency"))
        if said is None:
            cells.fault(
                "contingency", f"`{cells.text('contingency')[:40]}` is neither yes nor no", "Write one."
            )
        return bool(said) or kind in words("contingency")

    def _when(self, cells: Cells, *, contingency: bool) -> When:
        headers = {column.field: column.header for column in cells.header.columns if column.field}
        said = speak(cells.raw("time"), self.mapping.dates, units_in(headers.get("time", "")))
        when = self.settling.settle(said, speak(cells.raw("date"), self.mapping.dates))
        blamed: Field = (
            "time" if cells.header.has("time") and (cells.text("time") or when.unclear) else "date"
        )
        if contingency and not when.by_hand and (when.at is not None or when.unclear):
            if when.at is not None:
                cells.keep("time")
                cells.doubt(
                    "time", "a contingency has no time; it waits for the facilitator", "Its time is kept."
                )
            return When(by_hand=True)
        if when.unclear:
            cells.fault(blamed, when.unclear.reason, when.unclear.remedy)
        if when.doubt:
            cells.doubt(blamed, when.doubt.reason, when.doubt.remedy)
        return when

    def _answers(self, cells: Cells, channel: Channel) -> InjectId | None:
        said = cells.text("answers")
        if said and channel == "message":
            cells.fault("answers", "a direct message answers no post", "Leave it empty.")
        return None if not said else InjectId("brand" if plain(said) in words("brand") else clean_id(said))

    def _reach(self, cells: Cells) -> int:
        if not cells.text("reach"):
            return 0
        count = count_of(cells.raw("reach"))
        if count is None or not 0 <= count <= 500_000_000:
            cells.fault(
                "reach", f"`{cells.text('reach')[:40]}` is no number of accounts", "Write one, as in 12000."
            )
        return count or 0

    def _heat(self, cells: Cells) -> float:
        if not cells.text("heat"):
            return 0.3
        heat = number_of(cells.raw("heat"))
        if heat is None or not -1 <= heat <= 1:
            cells.fault(
                "heat", f"`{cells.text('heat')[:40]}` is not between -1 and 1", "Write 0.3 for some anger."
            )
        return 0.3 if heat is None else heat


def clean_id(said: str) -> str:
    """An id made of what is written: letters, digits, hyphens and underscores."""
    if _ID.fullmatch(said):
        return said
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain(said)).strip("-_")[:40]
