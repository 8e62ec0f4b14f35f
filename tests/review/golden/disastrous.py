"""A team that quotes the rule, blames, denies, deletes, and asks nobody."""

from app.ids import PostId
from app.rehearsal import commands as c
from app.rehearsal.state import Rehearsal
from tests.review.golden.acting import (
    BRAND,
    COMMS,
    DECIDER,
    LEGAL,
    OPS,
    Part,
    Step,
    Team,
    at,
    checks,
    deletes,
    drafts,
    notes,
    post_of,
    says,
    writes,
)

HURRY = "No time, it has to go now"
POLICY = (
    "Our Extra Seat policy has applied equally to all guests since 2011. Guests must be able to lower "
    "both armrests."
)
PASTED = "We are sorry you feel that way. Please contact our customer care team, who are happy to help."


def team() -> Team:
    """Every door that the scenario opens, missed; every trap, stepped in."""
    return Team(sure=5, sure_after=2, signed=(), parts=(*_spiral(), *_denial()))


def _likes(clock: str, inject: str) -> Part:
    def like(now: Rehearsal) -> c.Command:
        return c.LikePost(post=PostId(str(post_of(now, inject))), by=BRAND)

    yield Step(at(clock), COMMS, like)


def _spiral() -> tuple[Part, ...]:
    return (
        drafts("03:00", POLICY, to="01", posture="defends", takes=(20, 0), anyway=HURRY),
        says("04:00", DECIDER, "Fine, use it."),
        _likes("05:30", "04"),
        drafts(
            "06:40",
            "@kevmarsh we note that your film opens on Friday. We will leave the publicity stunt to "
            "you. The crew decided, and the crew was right.",
            to="01",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        drafts("08:30", PASTED, to="03", takes=(10, 0), anyway=HURRY),
        drafts("12:00", PASTED, to="07", takes=(10, 0), anyway=HURRY),
        drafts(
            "13:10",
            "We understand that passengers in three rows complained about Mr Marsh, and that he "
            "shouted at the crew.",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        drafts("14:40", PASTED, to="09", takes=(10, 0), anyway=HURRY),
        deletes("15:40", "Extra Seat policy"),
        says("16:00", LEGAL, "Who deleted that? I have not seen one of these texts before they went out."),
        writes("16:30", "lenaortiz", "No comment."),
        notes("03:40", "Policy text went out. Legal had not seen it.", "mistake", "2.3"),
        notes("15:50", "Deleted, and a hundred people have it as a picture.", "mistake", "2.4"),
    )


def _denial() -> tuple[Part, ...]:
    return (
        checks(
            "17:00", "Passengers in three rows complained about him.", "Somebody at the gate said so", "17:20"
        ),
        drafts(
            "18:00",
            "We will publish a full statement by 19:15.",
            posture="answers",
            takes=(20, 0),
            anyway=HURRY,
        ),
        drafts(
            "22:50",
            "@crewroom_leaks this note is not from us. It is a fake, and we will take legal action. "
            "Everybody calm down.",
            to="15",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        drafts(
            "25:00",
            "See for yourselves: our seats are 18.1 inches, second widest of all. If anyone was "
            "offended, that was not our intention.",
            to="16",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        drafts(
            "27:20",
            "For the record: booking KX7P2Q, seat 14B, born 12 March 1971, phone +44 7700 900123. He "
            "was asked politely to buy a second seat and refused.",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        says("31:00", OPS, "The gate log says the armrests were never tried. Does anybody want that?"),
        drafts(
            "33:00",
            "We have said everything there is to say. The other airline at this airport treats its "
            "passengers far worse.",
            posture="defends",
            takes=(20, 0),
            anyway=HURRY,
        ),
        notes("22:30", "The note is real. They call it a fake without asking.", "mistake", "2.4"),
    )
