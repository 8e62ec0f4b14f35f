"""Logs about people who spoke."""

from dataclasses import replace

from app.ids import CONDUCTOR, Handle, PostId
from app.rehearsal import commands as c
from app.rehearsal.events import Byline
from app.scenario.cast import PersonaSort, Stance
from app.scenario.scenario import Scenario
from tests.airline import AIRLINE, BRAND, DIRECTOR, FAN, FLYER, PRESS
from tests.build import Drill, a_drill, bystander, critic, facilitator, started
from tests.review.findings.pairing import ANGRY, Pair, live, said, seen_by


def with_fan(sort: PersonaSort, stance: Stance) -> Scenario:
    """The airline, with its fan as somebody else."""
    cast = tuple(replace(one, sort=sort, stance=stance) if one.handle == FAN else one for one in AIRLINE.cast)
    return replace(AIRLINE, cast=cast)


def fan_spoke(reach: int, scenario: Scenario = AIRLINE) -> Drill:
    """p2 is a word of the fan."""
    drill = a_drill(
        started(), (critic(), c.PublishPost(author=DIRECTOR, text=ANGRY), 10.0), scenario=scenario
    )
    drill.ask(bystander(2), c.PublishPost(author=FAN, text="They have always been kind to me."), at=20)
    seen_by(drill, reach, 60, "p2")
    return drill


def flyer_said(text: str, by: Handle = FLYER, *, ends: bool = True) -> Drill:
    drill = live()
    seat = bystander() if by == FLYER else critic()
    drill.ask(seat, c.PublishPost(author=by, text=text, reply_to=PostId("p1")), at=20)
    if ends:
        drill.ask(facilitator(), c.EndClock(), at=900)
    return drill


def paper_said(text: str, end: float = 900) -> Drill:
    drill = live()
    drill.ask(facilitator(), c.PublishPost(author=PRESS, text=text), at=20)
    drill.ask(facilitator(), c.EndClock(), at=end)
    return drill


def critic_replied(text: str, by: Handle = DIRECTOR, to: str = "p2") -> Drill:
    drill = live()
    said(drill, "You are right. We are sorry, and we will call you tonight.", 100)
    seat = bystander() if by == FLYER else critic()
    drill.ask(seat, c.PublishPost(author=by, text=text, reply_to=PostId(to)), at=200)
    return drill


def critic_liked(post: str) -> Drill:
    drill = live()
    said(drill, "You are right.", 100)
    drill.ask(critic(), c.LikePost(post=PostId(post), by=DIRECTOR), at=200)
    return drill


def flyer_thanked() -> Drill:
    """Somebody thanks who never spoke against the brand."""
    drill = flyer_asks()
    said(drill, "At nine.", 100, to="p2")
    drill.ask(bystander(), c.PublishPost(author=FLYER, text=THANKS, reply_to=PostId("p3")), at=200)
    return drill


def flyer_asks() -> Drill:
    drill = live()
    drill.ask(bystander(), c.PublishPost(author=FLYER, text=f"@{BRAND}, when do we go?"), at=20)
    return drill


THANKS = "Thank you, I appreciate that."


def a_stranger_spoke(stance: float) -> Drill:
    drill = live()
    shown = c.CrowdPost(
        author=Handle("sky_fan_9"), byline=Byline(name="Sky", followers=31), text="Be kind.", stance=stance
    )
    drill.ask(CONDUCTOR, c.ActAsCrowd(beat=1, counts=(), trust=50, heat=50, posts=(shown,)), at=30)
    seen_by(drill, 500, 60, "p2")
    return drill


PAIRS = {
    "supporter": Pair(
        has=lambda: fan_spoke(500),
        almost=lambda: fan_spoke(499),
        keys=("p2",),
        has_too=(lambda: a_stranger_spoke(0.5),),
        almost_too=(
            lambda: a_stranger_spoke(0.49),
            lambda: fan_spoke(500, with_fan("person", "neutral")),
            lambda: fan_spoke(500, with_fan("employee", "for")),
        ),
    ),
    "employee": Pair(
        has=lambda: fan_spoke(0, with_fan("employee", "neutral")),
        almost=lambda: fan_spoke(0, with_fan("employee", "against")),
        keys=("p2",),
    ),
    "witness": Pair(
        has=lambda: flyer_said("I was there. He was calm."),
        almost=lambda: flyer_said("My cousin was there. He was calm."),
        keys=("p2",),
        almost_too=(lambda: flyer_said("I was there. He was calm.", by=DIRECTOR),),
    ),
    "press_asked": Pair(
        has=lambda: paper_said(f"@{BRAND}, is there a rule for this?"),
        almost=lambda: paper_said(f"We have asked @{BRAND} for a word."),
        keys=("p2",),
        almost_too=(
            lambda: paper_said(f"@{BRAND}, is there a rule for this?", end=319),
            lambda: paper_said("Is there a rule for this?"),
            lambda: flyer_said(f"@{BRAND}, is there a rule for this?"),
        ),
    ),
    "critic_accepted": Pair(
        has=lambda: critic_replied(THANKS),
        almost=lambda: critic_replied("Thank you for nothing. Shame on you."),
        keys=("p2",),
        has_too=(lambda: critic_liked("p2"),),
        almost_too=(
            lambda: critic_replied("I have read it."),
            lambda: critic_replied(THANKS, by=FLYER),
            lambda: critic_replied(THANKS, to="p1"),
            lambda: critic_liked("p1"),
            flyer_thanked,
        ),
    ),
}
