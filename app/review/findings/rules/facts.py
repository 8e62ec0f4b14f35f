"""Rules about what the brand knew, and what it said it knew."""

from collections.abc import Iterator

from app.rehearsal import events as e
from app.rehearsal.contradicting import Contradiction, contradictions
from app.rehearsal.sameness import meant_by
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, fate, quoted


def confirmed_false(story: Story) -> Iterator[Case]:
    """What the board settled, and was not so."""
    truth = story.rehearsal.scenario.facts
    for act in story.of(e.FactConfirmed, e.FactRefuted):
        if not isinstance(act.event, e.FactConfirmed | e.FactRefuted):
            continue
        fact, confirmed = story.rehearsal.facts[act.event.fact], isinstance(act.event, e.FactConfirmed)
        meant = meant_by(fact.text, truth)
        if meant is None or meant.holds == confirmed:
            continue
        right = (fact.standing == "confirmed") == meant.holds
        yield Case(
            key=f"{fact.id}.{act.seq}",
            t=act.t,
            what=(
                f"{fact.id} was {'confirmed' if confirmed else 'refuted'} though it is "
                f"{'true' if meant.holds else 'false'}: {quoted(fact.text)}."
            ),
            evidence=(story.cite(act),),
            done=f"Put right at {at(fact.settled_t)}." if right and fact.settled_t is not None else "",
            confidence="likely",
        )


def contradicted(story: Story) -> Iterator[Case]:
    """Posts that say otherwise than the board knew."""
    for one in _contradictions(story):
        if one.board:
            standing = "confirmed" if one.holds else "refuted"
            yield _case(story, one, f"{one.fact}, which was {standing}")


def not_so(story: Story) -> Iterator[Case]:
    """Posts that say otherwise than what could be found out, and was not on the board."""
    for one in _contradictions(story):
        if not one.board:
            yield _case(story, one, f"what is {'so' if one.holds else 'not so'} ({one.fact})")


def _contradictions(story: Story) -> Iterator[Contradiction]:
    standing = {post.id for post in story.brand_posts}
    return (one for one in contradictions(story.rehearsal) if one.post in standing)


def _case(story: Story, one: Contradiction, fact: str) -> Case:
    post = story.rehearsal.feed.posts[one.post]
    return Case(
        key=f"{one.post}.{one.fact}" if one.t == post.t else f"{one.post}.{one.fact}.{one.t:g}",
        t=one.t,
        what=f"{one.post} goes against {fact}: {quoted(one.said)} and {quoted(one.known)}.",
        evidence=(story.cite_post(one.post), *(story.cites("fact", one.fact) if one.board else ())),
        done=fate(story, post),
        confidence="likely",
    )


def said_unconfirmed(story: Story) -> Iterator[Case]:
    """Posts that rest on what was only claimed."""
    for post in story.brand_posts:
        board = story.board(post.t)
        open_ones = [fact for fact in story.cited(post.id) if board.get(fact) == "claimed"]
        if open_ones and not story.gist(post).holding:
            yield Case(
                key=post.id,
                t=post.t,
                what=(
                    f"{post.id} rests on {', '.join(open_ones)}, which nobody had confirmed, and says it as "
                    f"certain: {quoted(story.wording(post.id))}."
                ),
                evidence=(story.cite_post(post.id), *story.cites("fact", *open_ones)),
                done=fate(story, post),
            )


RULES = (
    mistake(
        "confirmed_false",
        "Settled a fact wrongly",
        "The brand confirmed what the scenario knows to be false, or refuted what it knows to be true; the "
        "two are compared by their words. It counts even where it was put right later.",
        confirmed_false,
    ),
    mistake(
        "contradicted",
        "Contradicted its own facts",
        "A clause of a post shares most of its words with a fact that the board had settled when it went "
        "out, and denies what was confirmed, counts it otherwise or gives it another name; or it says what "
        "was refuted. Questions, conditions, what others say and rough numbers are left out.",
        contradicted,
    ),
    mistake(
        "not_so",
        "Said what was not so",
        "The same, against what the scenario knows and the subject expert could have found out by then, "
        "where the board had nothing about it.",
        not_so,
    ),
    mistake(
        "said_unconfirmed",
        "Said as certain what was only claimed",
        "A post cites a fact that the board had neither confirmed nor refuted when it went out, and its "
        "words do not say that it is still being looked into.",
        said_unconfirmed,
    ),
)
