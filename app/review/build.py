"""The review built from a log, in one pass."""

from collections.abc import Iterable
from dataclasses import replace

from app.feed.posts import Post
from app.ids import ExerciseTime, SeatId, WallMs
from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import begin, evolve
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.rehearsal.talk import told
from app.review.amending.propose import amendments
from app.review.answers import reviewed_injects
from app.review.betting import assumptions
from app.review.chances import openings
from app.review.conversation import conversation
from app.review.disagreeing import disagreements
from app.review.evaluation import evaluation
from app.review.findings.find import findings
from app.review.findings.happened import Acts, Story
from app.review.findings.talked import talked_over
from app.review.growth import Growth
from app.review.influencing import influence
from app.review.loads import load, loads
from app.review.measures import measures
from app.review.mentions import confidence, mentions
from app.review.naming import Sitters, seat_titles
from app.review.noticing import noticed, things_noticed
from app.review.players import players
from app.review.rungs import approvals_in_time, facts_known, facts_told, rungs
from app.review.story import Hold, Measure, Review, ReviewedPost, ReviewedSeat
from app.review.swiftness import timed
from app.review.turning import turns
from app.review.words import Compare, Read, never_apart, unread
from app.scenario.components import profile


def review_of(log: Iterable[Entry], compare: Compare = never_apart, read: Read = unread) -> Review:
    """What happened; see `reviewed`."""
    return reviewed(log, compare, read)[1]


def reviewed(
    log: Iterable[Entry], compare: Compare = never_apart, read: Read = unread
) -> tuple[Story, Review]:
    """What happened, from the log alone, and the story it was told from: the same log, the same review.

    Args:
        log: all entries.
        compare: a post's words with its author's chips.
        read: what words do.

    Raises:
        ValueError: it is no whole log from entry 1 on.
    """
    entries = iter(log)
    first = next(entries, None)
    if first is None:
        raise ValueError("an empty log has no review")
    rehearsal, growth, holds, acts, sitters = begin(first), Growth(), Holds(), Acts(), Sitters()
    started_at = first.at
    for entry in entries:
        t = rehearsal.clock.time(entry.at)
        growth.reach(rehearsal.feed, t)
        evolve(rehearsal, entry)
        growth.see(rehearsal.feed, entry.events)
        holds.see(entry, t)
        acts.see(entry, t)
        sitters.see(entry)
        if _begins(entry, rehearsal, started_at):
            started_at = entry.at
    length = rehearsal.clock.time(rehearsal.at)
    growth.finish(rehearsal.feed, length)
    holds.finish(rehearsal.at)
    story = Story(
        rehearsal=rehearsal,
        acts=tuple(acts.all),
        length=length,
        injects=tuple(timed(rehearsal, row) for row in reviewed_injects(rehearsal, length)),
        growth=growth.of,
        read=read,
    )
    return story, _told(story, sitters, tuple(holds.over), started_at, compare)


def _begins(entry: Entry, rehearsal: Rehearsal, started_at: WallMs) -> bool:
    """Whether the drill begins with an entry: at StartEx, or where it goes on from another one's moment."""
    again = rehearsal.forked is not None and started_at <= rehearsal.forked.began
    kind = e.ClockResumed if again else e.ClockStarted
    return any(isinstance(event, kind) for event in entry.events)


def more_measures(story: Story) -> tuple[Measure, ...]:
    """The figures that need the log and not only how it ended."""
    return (
        *rungs(story),
        approvals_in_time(story),
        facts_known(story),
        facts_told(story),
        mentions(story),
        load(story),
        confidence(story),
    )


class Holds:
    """Follows a log and keeps the stretches in which the clock stood still."""

    def __init__(self) -> None:
        self.over: list[Hold] = []
        self._since: tuple[ExerciseTime, WallMs, str] | None = None

    def see(self, entry: Entry, t: ExerciseTime) -> None:
        """Note what an entry at `t` did to the clock."""
        for event in entry.events:
            match event:
                case e.ClockPaused(why=why):
                    self._since = (t, entry.at, why)
                case e.ClockResumed() | e.ClockEnded():
                    self.finish(entry.at)
                case e.RehearsalForked():
                    # How long the other drill was over is nobody's hold.
                    self._since = None
                case _:
                    pass

    def finish(self, at: WallMs) -> None:
        """End the hold that lasts, if one does."""
        if self._since is not None:
            t, since, why = self._since
            self.over.append(Hold(t=t, wall=round((at - since) / 1000, 3), why=why))
            self._since = None


def _told(
    story: Story, sitters: Sitters, holds: tuple[Hold, ...], started_at: WallMs, compare: Compare
) -> Review:
    rehearsal = story.rehearsal
    scenario, found, talk = rehearsal.scenario, findings(story), told(rehearsal.talk)
    seen = {one.id: one.noticed_t for one in noticed(story, found) if one.sort == "inject"}
    bets, over = assumptions(story), talked_over(story, found)
    readings = (reading for each in rehearsal.trust.values() for reading in each)
    return Review(
        rehearsal=rehearsal.id,
        title=scenario.title,
        grade=scenario.grade,
        mode=rehearsal.mode,
        started_at=started_at,
        length=story.length,
        forked=rehearsal.forked,
        story_start=scenario.story_start,
        brand=scenario.brand,
        platform=rehearsal.platform.name,
        measures=(
            *measures(rehearsal, story.injects, holds),
            things_noticed(story, found),
            *more_measures(story),
        ),
        samples=tuple(rehearsal.mood.samples),
        trust=tuple(sorted(readings, key=lambda reading: reading.t)),
        injects=tuple(replace(row, noticed=seen.get(row.id)) for row in story.injects),
        posts=tuple(_post(story, post) for post in rehearsal.feed.posts.values()),
        drafts=tuple(rehearsal.drafts.values()),
        facts=tuple(rehearsal.facts.values()),
        decisions=tuple(rehearsal.decisions),
        tasks=tuple(rehearsal.tasks.values()),
        chat=tuple(rehearsal.chat),
        messages=tuple(rehearsal.messages),
        notes=tuple(rehearsal.notes),
        flags=tuple(rehearsal.flags),
        whispers=tuple(rehearsal.whispers),
        openings=openings(rehearsal),
        disagreements=disagreements(rehearsal, compare),
        influence=influence(rehearsal),
        turns=turns(story),
        findings=over,
        actions=talk.actions,
        wash=talk.wash,
        bets=bets,
        loads=loads(story),
        conversation=conversation(story),
        holds=holds,
        seats=_seats(rehearsal, sitters.shown(rehearsal)),
        plan=rehearsal.plan,
        first_plan=scenario.plan,
        plan_edits=tuple(rehearsal.plan_edits),
        profile=profile(scenario.platform),
        assumptions=rehearsal.plan.assumptions,
        players=players(rehearsal),
        guide=scenario.guide,
        objectives=scenario.objectives,
        evaluation=evaluation(rehearsal, story.length),
        names=rehearsal.names,
        amendments=amendments(story, over, bets),
        next_plan=rehearsal.next_plan if rehearsal.next_plan != rehearsal.plan else None,
    )


def _post(story: Story, post: Post) -> ReviewedPost:
    rehearsal = story.rehearsal
    return ReviewedPost(
        id=post.id,
        author=post.author,
        name=post.name,
        followers=post.followers,
        verified=post.verified,
        text=post.text,
        t=post.t,
        reply_to=post.reply_to,
        quote=post.quote,
        edited_t=post.edited_t,
        gone_t=post.gone_t,
        posture=rehearsal.postures.get(post.id),
        origin=rehearsal.origins.get(post.id),
        brand=post.author == rehearsal.scenario.brand,
        intent=rehearsal.storm.intents.get(post.id),
        judged=rehearsal.storm.judged.get(post.id),
        tactic=rehearsal.tactics.get(post.id),
        shows=post.shows,
        leak=post.leak,
        growth=story.growth(post),
        picture=post.picture,
    )


def _seats(rehearsal: Rehearsal, names: dict[SeatId, tuple[str, ...]]) -> tuple[ReviewedSeat, ...]:
    posts: dict[str | None, int] = {}
    for origin in rehearsal.origins.values():
        posts[origin.seat] = posts.get(origin.seat, 0) + 1
    titles = seat_titles(rehearsal)
    return tuple(
        replace(_seat(seat, posts.get(seat.id, 0)), title=titles[seat.id], names=names.get(seat.id, ()))
        for seat in rehearsal.seats.values()
    )


def _seat(seat: Seat, posts: int) -> ReviewedSeat:
    return ReviewedSeat(
        id=seat.id,
        role=seat.role,
        title=seat.title,
        automatic=seat.automatic,
        signed=seat.signed,
        signed_version=seat.signed_version,
        posts=posts,
    )
