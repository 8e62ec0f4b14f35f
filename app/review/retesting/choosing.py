"""Which injects a re-test keeps: those that showed a mistake, and whatever they need to make sense."""

from collections.abc import Iterator

from app.ids import Handle, InjectId, PostId
from app.review.story import Review
from app.scenario.cast import Persona
from app.scenario.condition import Condition
from app.scenario.msel import Inject
from app.scenario.scenario import Scenario

EVERY = 2
"""Of the injects that ask for nothing, one in so many stays: a storm is not only questions."""


def exposing(review: Review) -> frozenset[InjectId]:
    """Injects a finding rests on that nobody rejected, that were answered late or never, or broke a bet."""
    asked = [one for one in review.findings if one.standing != "rejected" and one.taken is not True]
    origins = {post.id: post.origin.inject for post in review.posts if post.origin is not None}
    answered = {post.id: post.reply_to or post.quote for post in review.posts}
    found: set[InjectId] = set()
    for cite in (cite for one in asked for cite in one.evidence):
        if cite.sort == "inject":
            found.add(InjectId(cite.id))
        elif cite.sort == "post":
            post = PostId(cite.id)
            led = (origins.get(name) for name in (post, answered.get(post)) if name)
            found |= {one for one in led if one is not None}
    found |= {row.id for row in review.injects if row.verdict in ("late", "unanswered")}
    found |= {name for bet in review.bets for name, how in bet.tests if how == "broken"}
    return frozenset(found)


def kept(scenario: Scenario, asked_again: frozenset[InjectId]) -> tuple[Inject, ...]:
    """The injects of the re-test, in the MSEL's order: what was answered well is thinned out."""
    quiet = [one for one in scenario.msel if one.expected is None and one.id not in asked_again]
    wanted = {*asked_again, *(one.id for one in quiet[::EVERY]), *(one.id for one in scenario.msel[:1])}
    wanted |= {one.id for one in [each for each in scenario.msel if each.objective][:1]}
    wanted |= {*_named_by_goals(scenario), *_testing(scenario)}
    by_id = {one.id: one for one in scenario.msel}
    waiting = [name for name in wanted if name in by_id]
    whole = set(waiting)
    while waiting:
        needed = set(_needs(by_id[waiting.pop()])) & by_id.keys() - whole
        whole |= needed
        waiting += needed
    return tuple(one for one in scenario.msel if one.id in whole)


def _testing(scenario: Scenario) -> Iterator[InjectId]:
    """One inject for each bet of the plan, so that each is tested once more."""
    for bet in scenario.plan.assumptions:
        yield from [one.id for one in scenario.msel if bet.id in one.tests][:1]


def _named_by_goals(scenario: Scenario) -> Iterator[InjectId]:
    for seat in scenario.seats:
        for goal in seat.card.goals:
            yield from _named_in(goal.when)


def _needs(inject: Inject) -> Iterator[InjectId]:
    """The injects that one follows, answers or waits for."""
    for name in (inject.after, inject.unless, inject.answers):
        if name is not None and name != "brand":
            yield InjectId(name)
    yield from _named_in(inject.when)


def _named_in(when: Condition | None) -> Iterator[InjectId]:
    if when is None:
        return
    if when.delivered is not None:
        yield when.delivered
    for part in (*when.all, *when.any, *when.none):
        yield from _named_in(part)


def still_there(scenario: Scenario, msel: tuple[Inject, ...]) -> tuple[Persona, ...]:
    """The cast without those who only spoke in injects that are left out."""
    spoke = {one.by for one in scenario.msel} - {one.by for one in msel}
    others = {one for seat in scenario.seats for one in seat.personas}
    others |= {one.by for one in scenario.on_demand}
    told = " ".join((*(one.text for one in msel), *(one.text for one in scenario.on_demand)))
    gone = {one for one in spoke - others - {scenario.brand} if f"@{one}" not in told}
    gone -= {one for inject in msel for one in _awaited(inject.when)}
    return tuple(one for one in scenario.cast if one.handle not in gone)


def _awaited(when: Condition | None) -> Iterator[Handle]:
    """Accounts whose answer a condition waits for."""
    if when is None:
        return
    if when.unanswered is not None:
        yield when.unanswered
    for part in (*when.all, *when.any, *when.none):
        yield from _awaited(part)
