"""The figures of a review: what was promised, what happened, and how it is counted."""

from app.rehearsal.state import Rehearsal
from app.review.answers import brand_posts
from app.review.chances import chances
from app.review.record import record
from app.review.story import Hold, Measure, ReviewedInject
from app.review.swiftness import answered_in_time, first_reply, notice
from app.scenario.times import say_time


def measures(
    rehearsal: Rehearsal, injects: tuple[ReviewedInject, ...], holds: tuple[Hold, ...]
) -> tuple[Measure, ...]:
    """All figures, in the order they are shown."""
    return (
        _trust(rehearsal),
        notice(rehearsal, injects),
        first_reply(rehearsal, injects),
        answered_in_time(injects),
        _approvals(rehearsal),
        _facts(rehearsal),
        _posture(rehearsal),
        chances(rehearsal),
        _verdict(rehearsal),
        _held(holds),
    )


def _trust(rehearsal: Rehearsal) -> Measure:
    start, end = rehearsal.scenario.crowd.trust, rehearsal.mood.trust
    lowest = min(rehearsal.mood.samples, key=lambda sample: sample.trust, default=None)
    if lowest is None or lowest.trust >= start:
        note = "never below its start"
    elif end <= lowest.trust:
        note = "lowest at the end"
    else:
        note = f"lowest {lowest.trust:.0f} at T+{say_time(lowest.t)}"
    return Measure(
        id="trust",
        title="Trust, start to end",
        value=f"{start:.0f} → {end:.0f}",
        note=note,
        held=None,
        definition="The simulated crowd's trust in the brand, 0 to 100, at StartEx and at EndEx.",
    )


def _approvals(rehearsal: Rehearsal) -> Measure:
    published = [draft for draft in rehearsal.drafts.values() if draft.state == "published"]
    broken = [draft for draft in published if draft.unapproved is not None]
    note = f"{len(broken)} went out without" if broken else "nothing went out without"
    return Measure(
        id="approvals",
        title="Approvals respected",
        value=f"{len(published) - len(broken)} of {len(published)}" if published else "–",
        note=note if published else "no draft was published",
        held=not broken if published else None,
        definition=(
            "Published drafts that had every approval of the plan's decision model; holding statements, "
            "which need none, are left out."
        ),
    )


def _facts(rehearsal: Rehearsal) -> Measure:
    board = record(rehearsal.facts.values(), rehearsal.scenario.facts)
    known = board.known
    return Measure(
        id="facts",
        title="Facts right",
        value=f"{100 * board.right / known:.0f} %" if known else "–",
        note=f"{board.right} of {known} settled rightly" if known else "nothing to compare was settled",
        held=None,
        definition=(
            "Facts the brand confirmed or refuted as the scenario knows them to be; compared by their "
            "words, those the scenario says nothing about are left out."
        ),
    )


def _posture(rehearsal: Rehearsal) -> Measure:
    postures = [rehearsal.postures.get(post.id) for post in brand_posts(rehearsal)]
    counts = {
        "initiate": postures.count("initiates"),
        "answer": postures.count("answers"),
        "defend": postures.count("defends"),
    }
    return Measure(
        id="posture",
        title=f"Posture of {len(postures)} post{'' if len(postures) == 1 else 's'}",
        value=" · ".join(f"{count} {word}" for word, count in counts.items() if count) or "–",
        note=", ".join(f"{count} {word}" for word, count in counts.items()),
        held=None,
        definition="What the brand meant each of its posts to do: open a subject, answer, or defend.",
    )


def _verdict(rehearsal: Rehearsal) -> Measure:
    ends = [(readings[0].value, readings[-1].value) for readings in rehearsal.trust.values() if readings]
    kind = sum(last >= 50 for _, last in ends)
    risen = sum(last > first for first, last in ends)
    return Measure(
        id="verdict",
        title="Verdict of bystanders",
        value=f"{kind} of {len(ends)}" if ends else "–",
        note=f"{risen} trust more than at first" if ends else "nobody moved a dial",
        held=None,
        definition="Bystanders whose own trust dial stands at 50 or more at EndEx.",
    )


def _held(holds: tuple[Hold, ...]) -> Measure:
    return Measure(
        id="holds",
        title="Held",
        value={0: "never", 1: "once"}.get(len(holds), f"{len(holds)} times"),
        note=f"{say_time(sum(hold.wall for hold in holds))} on the wall clock",
        held=None,
        definition="How often the exercise clock was stopped, and for how long in real time.",
    )
