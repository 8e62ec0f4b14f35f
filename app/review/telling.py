"""The review as a story in plain text, by role and title: names are for those who were there."""

from collections.abc import Iterator

from app.ids import ExerciseTime, PostId, SeatId
from app.rehearsal.drafts import Draft, Step
from app.review.naming import titles_of
from app.review.story import (
    Disagreement,
    Influence,
    Measure,
    Review,
    ReviewedInject,
    ReviewedOpening,
    ReviewedPost,
)
from app.review.telling_amendments import tell_amendments
from app.review.telling_findings import tell_bets, tell_findings
from app.review.telling_minutes import tell_decisions
from app.review.telling_players import goals_of, mistakes_of, story_of, verdicts_of
from app.review.telling_ratings import tell_ratings
from app.review.telling_turns import tell_turns
from app.scenario.times import say_time

_Line = tuple[ExerciseTime, str]

_VERDICTS = {
    "in_time": "in time",
    "late": "late",
    "unanswered": "unanswered",
    "not_expected": "no answer was due",
    "not_delivered": "not delivered",
}


def tell(review: Review) -> str:
    """What happened, as text: the figures, the story minute by minute, the answers."""
    titles, players = titles_of(review), review.players
    parts = (
        _head(review),
        _section("Figures", (_measure(measure) for measure in review.measures)),
        _section("Moments that mattered", tell_turns(review)),
        _section("What happened", _story(review)),
        _section("Answers", (_answer(inject) for inject in review.injects)),
        _section("Openings of the crowd", (_opening(one) for one in review.openings)),
        _section("Chips and words", (_disagreement(one) for one in review.disagreements)),
        _section("Taken back too late", mistakes_of(players)),
        _section("Verdicts of the bystanders", verdicts_of(players, titles)),
        _section("Private goals", goals_of(players, titles)),
        _section("Decisions", tell_decisions(review, titles)),
        _section("Facts", _facts(review)),
        _section("Findings", tell_findings(review)),
        _section("Notes and flags", _found(review)),
        _section("Evaluation", tell_ratings(review)),
        _section("Assumptions of the plan", tell_bets(review)),
        _section("Changes proposed for the plan", tell_amendments(review)),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(review: Review) -> str:
    return (
        f"EXERCISE ONLY. {review.title} ({review.grade})\n"
        f"{say_time(review.length)} of exercise time on {review.platform}, as if from {review.story_start}."
        f"{run_from(review)}"
    )


def run_from(review: Review) -> str:
    """Of which other drill it was run, and from when; nothing for a drill of its own."""
    forked = review.forked
    if forked is None:
        return ""
    left_out = f", without {forked.without} as it was" if forked.without else ""
    return f" Run from T+{say_time(forked.t)} of {forked.of}{left_out}."


def _section(title: str, lines: Iterator[str]) -> str:
    body = "\n".join(lines)
    return f"{title}\n{'-' * len(title)}\n{body}" if body else ""


def _measure(measure: Measure) -> str:
    return f"{measure.title}: {measure.value} ({measure.note})"


def _story(review: Review) -> Iterator[str]:
    """Everything but the crowd's replies, in the order it happened."""
    titles = titles_of(review)
    lines: list[_Line] = []
    lines += _public(review)
    lines += story_of(review.players, titles)
    lines += [(one.t, f"@{one.sender} to @{one.to}: {one.text}") for one in review.messages]
    lines += [(one.t, f"War room, {_who(titles, one.seat)}: {one.text}") for one in review.chat]
    lines += [line for draft in review.drafts for line in _steps(titles, draft)]
    lines += [(one.t, f"Whisper to {_who(titles, one.to)}: {one.text}") for one in review.whispers]
    lines += [
        (one.t, f"{_who(titles, one.seat)} trusts {one.value}{_because(one.reason)}") for one in review.trust
    ]
    lines += [
        (one.t, f"{_who(titles, one.seat)} {tell_influence(one)}{_because(one.why)}")
        for one in review.influence
    ]
    lines += [(hold.t, f"Held for {say_time(hold.wall)}{_because(hold.why)}") for hold in review.holds]
    lines.append((review.length, "The log ends"))
    # The sort is stable: what fell into the same moment keeps the order above.
    return (f"T+{say_time(t)}  {text}" for t, text in sorted(lines, key=lambda line: line[0]))


def _public(review: Review) -> Iterator[_Line]:
    injects = {inject.post: inject for inject in review.injects if inject.post}
    for post in review.posts:
        if post.origin is None or post.origin.sort != "crowd":
            yield post.t, _post(post, injects)
        if post.gone_t is not None:
            yield post.gone_t, f"@{post.author} no longer shows {post.id}"


def _post(post: ReviewedPost, injects: dict[PostId, ReviewedInject]) -> str:
    inject = injects.get(post.id)
    led = f"Inject {inject.id}, {inject.title}: " if inject else ""
    does = f" ({post.posture})" if post.posture else ""
    aim = f" to {post.reply_to}" if post.reply_to else ""
    plays = f" ({post.tactic})" if post.tactic else ""
    shows = f" [shows {post.shows.post} as it was]" if post.shows else ""
    leak = f" [leaks: {post.leak.text}]" if post.leak else ""
    return f"{led}@{post.author}{does}{plays} posts {post.id}{aim}: {post.text}{shows}{leak}"


def _steps(titles: dict[SeatId, str], draft: Draft) -> Iterator[_Line]:
    """A draft's way; its words stand with its post, or with its last step where it never became one."""
    for step in draft.steps:
        text = f": {draft.text}" if step is draft.steps[-1] and draft.post is None else ""
        yield (
            step.t,
            f"Draft {draft.id} {_did(step)} by {_who(titles, step.seat)}{_because(_reason(step))}{text}",
        )


def _reason(step: Step) -> str:
    return ", ".join(part for part in (*(tag.replace("_", " ") for tag in step.tags), step.why) if part)


def _did(step: Step) -> str:
    if step.did == "published" and step.why:
        return "published without every approval"
    return "handed in" if step.did == "submitted" else step.did


def _answer(inject: ReviewedInject) -> str:
    if inject.delivered is None:
        return f"{inject.id} {inject.title}: {_VERDICTS[inject.verdict]}"
    told = f"{inject.id} {inject.title}, out at T+{say_time(inject.delivered)}: {_VERDICTS[inject.verdict]}"
    if inject.verdict in ("in_time", "late") and inject.answered is not None:
        elsewhere = " in the war room" if inject.room else " by message"
        post = f" by {inject.answer}" if inject.answer else elsewhere
        told += f" after {say_time(inject.answered - inject.delivered)}{post}"
    due = inject.verdict in ("in_time", "late", "unanswered")
    return f"{told} (allowed {say_time(inject.allowed)})" if due else told


def tell_influence(one: Influence) -> str:
    """What a facilitator did to the crowd, as a part of a sentence."""
    if one.what in ("mood", "volume", "abuse"):
        return f"sets the crowd's {one.what} to {one.by:g}"
    fades = "" if one.fades is None else f", half gone in {say_time(one.fades)}"
    return f"pushes the crowd's {one.what} by {one.by:+g}{fades}"


def _opening(one: ReviewedOpening) -> str:
    noticed = "never noticed"
    if one.noticed_t is not None:
        noticed = f"noticed after {say_time(one.noticed_t - one.t)}"
    taken = "passed" if not one.taken else f"taken by {one.taken_by}" if one.taken_by else "taken"
    over = "the end" if one.closed_t is None else f"T+{say_time(one.closed_t)}"
    return f"T+{say_time(one.t)} to {over}  {one.why.rstrip('.')}: {noticed}, {taken}."


def _disagreement(one: Disagreement) -> str:
    return f"T+{say_time(one.t)}  {one.post}: {one.sentence}"


def _facts(review: Review) -> Iterator[str]:
    for fact in review.facts:
        settled = "" if fact.settled_t is None else f" at T+{say_time(fact.settled_t)}"
        source = f" ({fact.source})" if fact.source else ""
        yield f"{fact.standing}{settled}: {fact.text}{source}"


def _found(review: Review) -> Iterator[str]:
    titles = titles_of(review)
    found: list[_Line] = [
        (flag.t, f"{flag.sort} flagged by {_who(titles, flag.seat)}{_because(flag.text)}")
        for flag in review.flags
    ]
    found += [
        (note.noticed, f"{note.tag} by {_who(titles, note.seat)}{_because(note.text)}")
        for note in review.notes
    ]
    return (f"T+{say_time(t)}  {text}" for t, text in sorted(found, key=lambda line: line[0]))


def _who(titles: dict[SeatId, str], seat: SeatId) -> str:
    return titles.get(seat, seat)


def _because(why: str) -> str:
    return f" ({why})" if why else ""
