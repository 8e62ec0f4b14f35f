"""A team that means well and is slow: Legal sits on drafts, facts come when others have told them."""

from tests.review.golden.acting import (
    COMMS,
    DECIDER,
    LEGAL,
    OPS,
    Part,
    Team,
    checks,
    drafts,
    flags,
    holds,
    notes,
    says,
    writes,
)


def team() -> Team:
    """The right words, after everybody has stopped waiting for them."""
    return Team(sure=4, sure_after=2, signed=(COMMS, LEGAL), parts=(*_silence(), *_answers()))


def _silence() -> tuple[Part, ...]:
    return (
        says("06:20", OPS, "Something is going on at B14. Has anybody seen this?"),
        says("07:30", COMMS, "Seen it now. I would rather wait until we know more."),
        drafts(
            "08:00",
            "We are aware of the posts about gate B14 and are looking into what happened. We take "
            "this seriously and will be back with an update.",
            to="01",
            takes=(180, 780, 240, 60),
        ),
        says(
            "09:30", LEGAL, "I need to read the conditions of carriage first. Nothing goes out before that."
        ),
        checks(
            "12:00",
            "Mr Marsh had booked two seats on the 20:10. Our own transfer desk moved him to one seat "
            "on MA 418 at 18:05.",
            "Booking record, transfer desk, 18:05",
            "19:00",
        ),
        says("14:10", DECIDER, "Why is nothing out yet? The plan says fifteen minutes."),
        says("14:40", COMMS, "It waits for Legal."),
        holds("17:10", "We hear you. Facts first, then our answer, in this thread, by 19:20.", "01"),
        checks(
            "18:00",
            "The armrest check was skipped at gate B14.",
            "Gate log B14, 18:47, field left empty",
            "29:00",
        ),
        writes(
            "19:30", "lenaortiz", "Thank you for asking. We are looking into it and will come back to you."
        ),
        notes(
            "15:10", "Fifteen minutes are over, and the holding line needs nobody's yes.", "mistake", "2.1"
        ),
    )


def _answers() -> tuple[Part, ...]:
    return (
        drafts(
            "24:00",
            "@priya_row15 thank you for telling us what you saw on board. May we write to you directly?",
            to="03",
            takes=(60, 420, 120, 40),
        ),
        drafts(
            "26:30",
            "Kev, we should have been here sooner. Our operations desk decided this by phone. The "
            "armrests were never tried. We are sorry.",
            to="01",
            posture="initiates",
            content="apology",
            cites=("f1", "f2"),
            takes=(60, 420, 200, 60),
        ),
        flags("31:00", COMMS, "mistake", "We said 19:20 and had nothing to say at 19:20"),
        drafts(
            "34:00",
            "@two_seats_please thank you for the invitation. We will let you know this week whether "
            "somebody can take part.",
            to="21",
            takes=(60, 120, 60, 30),
        ),
        writes("37:00", "aviation_board", "We have received your request and will name a contact tomorrow."),
        notes("33:00", "The witness in row 15 was thanked half an hour after she wrote.", "mistake", "4.1"),
    )
