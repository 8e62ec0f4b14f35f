"""Logs about what the brand said and then unsaid."""

from app.ids import Handle, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from tests.airline import DIRECTOR, FLYER
from tests.build import Drill, brand, bystander, critic
from tests.review.findings.pairing import Pair, live, said, seen_by

P2 = PostId("p2")
RULE = "Every guest must fit between both armrests."


def deleted(*, reach: int = 500, after: str | None = None) -> Drill:
    """The brand's post is deleted at 300 s, and another one follows it."""
    drill = live()
    said(drill, RULE, 100)
    seen_by(drill, reach, 200, "p2")
    drill.ask(brand(), c.DeletePost(post=P2), at=300)
    if after:
        said(drill, after, 400)
    return drill


def critic_deleted() -> Drill:
    """Somebody else takes back what many saw."""
    drill = live()
    seen_by(drill, 5_000, 200)
    drill.ask(critic(), c.DeletePost(post=PostId("p1")), at=300)
    return drill


def captured(*, deletes: bool) -> Drill:
    drill = live()
    said(drill, RULE, 100)
    drill.ask(critic(), c.CapturePost(post=P2), at=150)
    if deletes:
        drill.ask(brand(), c.DeletePost(post=P2), at=300)
    return drill


def told_of(text: str) -> Drill:
    """A post is changed, and another one says so."""
    drill = edited(NEW)
    said(drill, text, 500)
    return drill


def edited(text: str, *, critic_first: bool = True, by: Handle = DIRECTOR) -> Drill:
    drill = live()
    said(drill, RULE, 100)
    answer = c.PublishPost(author=by, text="So I do not fit?", reply_to=P2)
    seat = critic() if by == DIRECTOR else bystander()
    if critic_first:
        drill.ask(seat, answer, at=150)
    drill.happened(e.PostEdited(post=P2, text=text), by=brand(), at=300)
    if not critic_first:
        drill.ask(seat, answer, at=350)
    return drill


NEW = "Every guest gets the seat they paid for."

PAIRS = {
    "deleted_seen": Pair(
        has=deleted,
        almost=lambda: deleted(after="We have removed a post of ours. It was wrong."),
        keys=("p2",),
        almost_too=(lambda: deleted(reach=499), critic_deleted),
    ),
    "captured_back": Pair(
        has=lambda: captured(deletes=True), almost=lambda: captured(deletes=False), keys=("p2",)
    ),
    "edited_quietly": Pair(
        has=lambda: edited(NEW),
        almost=lambda: edited(f"Corrected: {NEW}"),
        keys=("p2.7",),
        has_too=(lambda: told_of("Good evening."),),
        almost_too=(
            lambda: edited(NEW, critic_first=False),
            lambda: edited(NEW, by=FLYER),
            lambda: told_of("We have corrected our post above."),
        ),
    ),
}
