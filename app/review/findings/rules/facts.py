"""Rules about what the brand knew, and what it said it knew."""

import re
from collections.abc import Iterator

from app.feed.posts import Post
from app.ids import FactId
from app.rehearsal import events as e
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import at, fate, quoted
from app.review.record import ALIKE, alike, meant_by

SOME = 0.3
"""Part of what a post does from which it denies."""
_NOT = re.compile(
    r"\b(?:not|never|no|nobody|none|false|untrue|wrong|rumour|nicht|kein\w*|nie|falsch|nunca|falso|nadie)\b|n['’]t\b"
    r"|ليس|لم|غير صحيح",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?؟])\s+")


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
    """Posts that say the opposite of what the board knew."""
    for post in story.brand_posts:
        for fact, standing in story.board(post.t).items():
            if standing == "claimed" or not _speaks_of(story, post, fact):
                continue
            if _says_no(story, post) != (standing == "confirmed"):
                continue
            yield Case(
                key=f"{post.id}.{fact}",
                t=post.t,
                what=(
                    f"{post.id} goes against {fact}, which was {standing}: {quoted(story.wording(post.id))} "
                    f"and {quoted(story.rehearsal.facts[fact].text)}."
                ),
                evidence=(story.cite_post(post.id), *story.cites("fact", fact)),
                done=fate(story, post),
                confidence="likely",
            )


def _speaks_of(story: Story, post: Post, fact: FactId) -> bool:
    """Whether a sentence of a post, or one without its no, says what a fact says."""
    text = story.rehearsal.facts[fact].text
    sentences = _SENTENCE.split(story.wording(post.id))
    return any(max(alike(one, text), alike(_NOT.sub("", one), text)) >= ALIKE for one in sentences)


def _says_no(story: Story, post: Post) -> bool:
    denies = story.does(post, "deny") + story.does(post, "correct") >= SOME
    return denies or _NOT.search(story.wording(post.id)) is not None


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
        "A sentence of a post says what a claim on the board says, by its words, and the claim was refuted; "
        "or it says no to one that was confirmed.",
        contradicted,
    ),
    mistake(
        "said_unconfirmed",
        "Said as certain what was only claimed",
        "A post cites a fact that the board had neither confirmed nor refuted when it went out, and its "
        "words do not say that it is still being looked into.",
        said_unconfirmed,
    ),
)
