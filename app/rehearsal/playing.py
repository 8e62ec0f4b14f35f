"""What a critic plays with a post: a tactic that is theirs, that they have energy for, that makes sense."""

from app.feed.capture import Capture
from app.feed.tactics import COSTS, Leaked, Tactic
from app.ids import LeakId
from app.rehearsal import commands as c
from app.rehearsal.asking import Asking
from app.rehearsal.energy import FULL
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.times import say_time


def played(
    rehearsal: Rehearsal, asking: Asking, command: c.PublishPost, shows: Capture | None
) -> Tactic | None:
    """The tactic of a post; a screenshot and a leak are ones by themselves.

    Raises:
        Refused: it is not theirs to play, lacks what it shows, or costs more than there is.
    """
    critic = asking.place.role == "critic"
    tactic = command.tactic
    if tactic is None and critic:
        tactic = "leak" if command.leak is not None else "screenshot" if shows is not None else None
    if tactic is None:
        return None
    if not critic:
        raise Refused("forbidden", "tactics are the critics'")
    if tactic == "screenshot" and shows is None:
        raise Refused("invalid", "choose a screenshot to show")
    if tactic == "leak" and command.leak is None:
        raise Refused("invalid", "choose what you leak")
    _afford(rehearsal, asking, tactic)
    return tactic


def leaked(rehearsal: Rehearsal, asking: Asking, leak: LeakId | None) -> Leaked | None:
    """The internal text a critic lets out.

    Raises:
        Refused: it is none of theirs, not in their hands yet, or out already.
    """
    if leak is None:
        return None
    if asking.place.role != "critic":
        raise Refused("forbidden", "only critics have something to leak")
    found = next((one for one in rehearsal.scenario.leaks if one.id == leak), None)
    if found is None:
        raise Refused("not_found", f"there is no leak {leak}")
    if asking.t < found.at:
        raise Refused("invalid", f"you have this from T+{say_time(found.at)} on")
    shown = Leaked(title=found.title, text=found.text)
    if any(post.leak == shown for post in rehearsal.feed.posts.values()):
        raise Refused("conflict", "this is out already")
    return shown


def _afford(rehearsal: Rehearsal, asking: Asking, tactic: Tactic) -> None:
    energy = rehearsal.energy.get(asking.place.id, FULL)
    missing = energy.missing(tactic, asking.t)
    if missing > 0:
        back = say_time(float(-(-(asking.t + missing) // 1)))
        raise Refused(
            "rate_limited",
            f"this takes {COSTS[tactic]} energy and you have {int(energy.at(asking.t))}: enough at T+{back}",
            retry="after",
            after_ms=max(1, round(1000 * missing / rehearsal.clock.speed)),
        )
