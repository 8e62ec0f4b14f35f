"""The moments that mattered: where the curve of the storm turned most, and what landed there."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from app.ids import ExerciseTime
from app.rehearsal.storm import Sample
from app.review.findings.happened import Story
from app.review.influencing import influence
from app.review.story import Turn, TurnSort

WITHIN = 180.0
"""Exercise seconds after a moment in which its effect is looked for, and before it for the trend."""
APART = 120.0
"""Exercise seconds between two moments that matter; what lands closer shares the effect."""
SHORTEST = 30.0
"""Exercise seconds of curve that tell a trend."""
LEAST = 1.5
"""Points of trust and heat together below which nothing turned."""
MOST = 5

DEFINITION = (
    f"For each inject, post of the brand and push of a facilitator: how much trust and heat moved in the "
    f"{WITHIN:.0f} seconds after it, beyond what they had moved in the {WITHIN:.0f} seconds before. Of "
    f"moments less than {APART:.0f} seconds apart the one with the largest effect stands; the {MOST} largest "
    f"of at least {LEAST:g} points are shown. It is what followed, not a proof of what caused it."
)


def turns(story: Story) -> tuple[Turn, ...]:
    """The moments that mattered most, in order of time."""
    if not story.rehearsal.mood.samples:
        return ()
    found = sorted(_moments(story), key=lambda turn: (-turn.size, turn.t))
    kept: list[Turn] = []
    for turn in found:
        if turn.size < LEAST or len(kept) == MOST:
            break
        if all(abs(turn.t - other.t) >= APART for other in kept):
            kept.append(turn)
    return tuple(sorted(kept, key=lambda turn: turn.t))


def _moments(story: Story) -> Iterator[Turn]:
    rehearsal = story.rehearsal
    curve = _Curve(rehearsal.mood.samples)
    for row in story.injects:
        if row.delivered is not None:
            yield from curve.turn(row.delivered, "inject", row.id, row.title)
    for post in rehearsal.feed.posts.values():
        if post.author == rehearsal.scenario.brand:
            yield from curve.turn(post.t, "brand", post.id, _short(post.text))
    for push in influence(rehearsal):
        yield from curve.turn(push.t, "facilitator", push.what, _short(push.why) or push.what)


class _Curve:
    """Trust and heat over time."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._samples = samples
        self._times = [sample.t for sample in samples]

    def turn(self, t: ExerciseTime, sort: TurnSort, name: str, label: str) -> Iterator[Turn]:
        """The moment, unless what follows it is too short to tell."""
        before, after = min(WITHIN, t), min(WITHIN, self._times[-1] - t)
        if after < SHORTEST:
            return
        now, later = self._at(t), self._at(t + after)
        earlier = self._at(t - before) if before >= SHORTEST else now
        trust, heat = (
            (ahead - here) - (here - behind) * after / max(before, SHORTEST)
            for behind, here, ahead in zip(earlier, now, later, strict=True)
        )
        yield Turn(t=t, sort=sort, id=name, label=label, trust=round(trust, 1), heat=round(heat, 1))

    def _at(self, t: ExerciseTime) -> tuple[float, float]:
        """On the line between two samples, and level before the first."""
        place = bisect_right(self._times, t)
        if place in (0, len(self._times)):
            edge = self._samples[max(0, place - 1)]
            return edge.trust, edge.heat
        left, right = self._samples[place - 1], self._samples[place]
        share = (t - left.t) / (right.t - left.t)
        return left.trust + (right.trust - left.trust) * share, left.heat + (right.heat - left.heat) * share


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79].rstrip() + "…"
