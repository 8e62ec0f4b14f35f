"""The communicator's drafts: a few at a time through the decision model, in its own lines."""

from app.crowd.reading import read
from app.feed.wording import all_folded, folded
from app.ids import FactId, PostId
from app.rehearsal.commands import DropDraft, OpenDraft, PlayerCommand, ReviseDraft, SubmitDraft
from app.rehearsal.events import Posture
from app.scenario.routes import ContentClass
from app.standins.luck import Luck
from app.standins.speaking import HANDLE, heard
from app.standins.targets import latest_of, meant_for, unanswered
from app.view.sight import SeenDraft, Sight, WarRoomSight

FIRST = (40.0, 100.0)
"""Exercise seconds from the first criticism to the first draft."""
GAP = (70.0, 130.0)
HANDS_IN = (5.0, 25.0)
REVISES = (20.0, 60.0)
MOST_OPEN = 3
"""Drafts of its own under way at a time."""


def draft(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """The next step with a draft of its own, or a new one."""
    own = [one for one in room.drafts if own_draft(sight, one)]
    for one in own:
        step = _go_on(sight, room, luck, one)
        if step is not None:
            return step
    return _open(sight, room, luck, own)


def own_draft(sight: Sight, draft: SeenDraft) -> bool:
    """Whether the stand-in wrote it: a person may have sat here before and left words behind."""
    return draft.seat == sight.seat and folded(draft.text) in all_folded(sight.lines)


def _go_on(sight: Sight, room: WarRoomSight, luck: Luck, draft: SeenDraft) -> PlayerCommand | None:
    key = (draft.id, draft.version, len(draft.steps))
    if draft.state == "writing" and sight.t >= draft.since + luck.between(*HANDS_IN, "hand in", *key):
        return SubmitDraft(draft=draft.id)
    if draft.state == "rejected" and sight.t >= draft.since + luck.between(*REVISES, "revise", *key):
        for text, target in _choices(sight, room):
            if target in (None, draft.reply_to):
                posture, cites = _posture(sight, text, draft.reply_to), _cites(room, text)
                return ReviseDraft(
                    draft=draft.id, text=text, posture=posture, cites=cites, content=_content(sight, text)
                )
        return DropDraft(draft=draft.id)
    return None


def _open(sight: Sight, room: WarRoomSight, luck: Luck, own: list[SeenDraft]) -> PlayerCommand | None:
    in_flight = [one for one in own if one.state not in ("published", "dropped")]
    if len(in_flight) >= MOST_OPEN:
        return None
    if own:
        due = own[-1].steps[0].t + luck.between(*GAP, "draft", len(own))
    else:
        others = [post.t for post in sight.posts if post.author != sight.brand]
        due = min(others, default=sight.t) + luck.between(*FIRST, "first draft") + 20
    if sight.t < due:
        return None
    for text, target in _choices(sight, room):
        answered = target or _somebody(sight, luck, text)
        if not _fits(sight, text, answered):
            continue
        return OpenDraft(
            text=text,
            reply_to=answered,
            posture=_posture(sight, text, answered),
            cites=_cites(room, text),
            content=_content(sight, text),
        )
    return None


def _fits(sight: Sight, text: str, answered: PostId | None) -> bool:
    """Whether it can go out where that post is; a review of its own the brand cannot write."""
    post = next((one for one in sight.posts if one.id == answered), None)
    place = sight.rules(post.platform) if post else sight.platform
    return len(text) <= place.post_chars and not (post is None and place.stars)


def _choices(sight: Sight, room: WarRoomSight) -> list[tuple[str, PostId | None]]:
    """Lines that can be said now, in order, each with the post it is meant for, if it names anybody."""
    said = heard(sight) | all_folded(one.text for one in room.drafts)
    found: list[tuple[str, PostId | None]] = []
    for line in sight.lines:
        if HANDLE in line or folded(line) in said or len(line) > sight.platform.post_chars:
            continue
        account = meant_for(sight, line)
        post = latest_of(sight, account) if account else None
        if account is None or post is not None:
            found.append((line, post.id if post else None))
    return found


def _somebody(sight: Sight, luck: Luck, text: str) -> PostId | None:
    """Whom a line that names nobody answers: mostly the most visible question."""
    waiting = unanswered(sight)
    return waiting[0].id if waiting and luck.uniform("answers", len(text)) < 0.6 else None


def _posture(sight: Sight, text: str, answered: PostId | None) -> Posture:
    reading = read(text, sight.language)
    if reading.blame or (reading.policy and not reading.owned):
        return "defends"
    return "initiates" if answered is None or reading.promise else "answers"


def _content(sight: Sight, text: str) -> ContentClass:
    """What its words are, for the decision model."""
    reading = read(text, sight.language)
    if reading.compensation:
        return "compensation"
    if reading.apology or reading.owned:
        return "apology"
    return "correction" if reading.denial else "information"


def _cites(room: WarRoomSight, text: str) -> tuple[FactId, ...]:
    """Up to two settled facts that the text speaks of: three longer words in common."""
    ours = _long_words(text)
    alike = [fact.id for fact in room.facts if fact.standing != "claimed" and _shared(ours, fact.text) >= 3]
    return tuple(alike[:2])


def _shared(words: frozenset[str], text: str) -> int:
    return len(words & _long_words(text))


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in map(folded, text.split()) if len(word) >= 5)
