"""Logs about what the brand said and then unsaid."""

from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from tests.airline import DIRECTOR
from tests.build import Drill, brand, critic
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


def captured(*, deletes: bool) -> Drill:
    drill = live()
    said(drill, RULE, 100)
    drill.ask(critic(), c.CapturePost(post=P2), at=150)
    if deletes:
        drill.ask(brand(), c.DeletePost(post=P2), at=300)
    return drill


def edited(text: str, *, critic_first: bool = True) -> Drill:
    drill = live()
    said(drill, RULE, 100)
    answer = c.PublishPost(author=DIRECTOR, text="So I do not fit?", reply_to=P2)
    if critic_first:
        drill.ask(critic(), answer, at=150)
    drill.happened(e.PostEdited(post=P2, text=text), by=brand(), at=300)
    if not critic_first:
        drill.ask(critic(), answer, at=350)
    return drill


NEW = "Every guest gets the seat they paid for."

PAIRS = {
    "deleted_seen": Pair(
        has=deleted,
        almost=lambda: deleted(after="We have removed a post of ours. It was wrong."),
        keys=("p2",),
        almost_too=(lambda: deleted(reach=499),),
    ),
    "captured_back": Pair(
        has=lambda: captured(deletes=True), almost=lambda: captured(deletes=False), keys=("p2",)
    ),
    "edited_quietly": Pair(
        has=lambda: edited(NEW),
        almost=lambda: edited(f"Corrected: {NEW}"),
        keys=("p2.7",),
        almost_too=(lambda: edited(NEW, critic_first=False),),
    ),
}
