"""Logs about what the brand's words did."""

from app.feed.intent import Intent
from app.ids import DraftId, FactId, PostId
from app.rehearsal import commands as c
from app.rehearsal.events import ReasonTag
from tests.airline import PRESS
from tests.build import Drill, brand, facilitator
from tests.review.findings.pairing import Pair, live, said

F1, F2, D1 = FactId("f1"), FactId("f2"), DraftId("d1")
OPS = brand("subject_expert")
DENIED = "That is not true. This never happened."


def answered(text: str, *, to: str | None = "p1") -> Drill:
    drill = live()
    said(drill, text, 100, to=to)
    return drill


def judged_harmless() -> Drill:
    drill = answered("You idiots want attention. Our lawyers will be in touch.")
    drill.ask(facilitator(), c.JudgePost(post=PostId("p2"), intent=Intent(strategies=("humour",))))
    return drill


def denied(*, confirmed: bool = True, corrects: bool = False) -> Drill:
    """The board knows that the seat was sold twice; the brand denies, perhaps a rumour it has refuted."""
    drill = live()
    drill.ask(OPS, c.ClaimFact(text="The seat was sold twice."), at=50)
    command = c.ConfirmFact if confirmed else c.RefuteFact
    drill.ask(OPS, command(fact=F1, source="Gate log"), at=60)
    drill.ask(OPS, c.ClaimFact(text="The crew laughed."), at=70)
    drill.ask(OPS, c.RefuteFact(fact=F2, source="Two witnesses"), at=80)
    said(drill, DENIED, 100, cites=(F2,) if corrects else ())
    return drill


def sent_back(*, reason: ReasonTag, revised: bool) -> Drill:
    """Legal sends a draft back; it goes out anyway, changed or not."""
    drill = live()
    drill.ask(brand(), c.OpenDraft(text="He sat in 14C with his sister."), at=30)
    drill.ask(brand(), c.SubmitDraft(draft=D1))
    drill.ask(brand("legal"), c.RejectDraft(draft=D1, reason="No", tags=(reason,)), at=60)
    if revised:
        drill.ask(brand(), c.ReviseDraft(draft=D1, text="He was on board."), at=70)
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air"), at=80)
    return drill


def told_the_paper() -> Drill:
    drill = live()
    drill.ask(facilitator(), c.PublishPost(author=PRESS, text="North Air, what was it?"), at=50)
    said(drill, STIFF, 100, to="p2")
    return drill


STIFF = (
    "The incident was handled in accordance with the relevant procedures. "
    "Appropriate measures have been initiated by the management."
)
ATTACK = "You are a liar and an idiot, and our lawyers will see you in court."

PAIRS = {
    "attacked": Pair(
        has=lambda: answered(ATTACK),
        almost=lambda: answered("You are right to be angry."),
        keys=("p2",),
        almost_too=(judged_harmless, lambda: answered(ATTACK, to=None)),
    ),
    "argued": Pair(
        has=denied,
        almost=lambda: denied(corrects=True),
        almost_too=(lambda: denied(confirmed=False),),
        keys=("p2",),
    ),
    "conditional_apology": Pair(
        has=lambda: answered("We are sorry if anyone was offended."),
        almost=lambda: answered("We are sorry. If you were on board, write to us."),
        keys=("p2",),
        almost_too=(lambda: answered("If anyone was offended, call us."),),
    ),
    "off_voice": Pair(
        has=lambda: answered(STIFF),
        almost=told_the_paper,
        keys=("p2",),
        almost_too=(lambda: answered("You are right to be angry."), lambda: answered(STIFF, to=None)),
    ),
    "red_line": Pair(
        has=lambda: answered("By Regulation 14 he had to get up."),
        almost=lambda: answered("By regulation 145 he had to get up."),
        keys=("p2",),
    ),
    "private_data": Pair(
        has=lambda: answered("Your booking reference KX7Q2M shows one seat only."),
        almost=lambda: answered("Please have your booking at hand and call 555-0142."),
        keys=("p2",),
        has_too=(
            lambda: sent_back(reason="private_data", revised=False),
            lambda: answered("Your phone number is 555 0142, we shall ring."),
        ),
        almost_too=(
            lambda: sent_back(reason="private_data", revised=True),
            lambda: sent_back(reason="wrong_tone", revised=False),
        ),
    ),
}
