"""The crowd's beats, the openings it gives, and the facilitator's pushes at it."""

from app.rehearsal import events as e
from app.rehearsal.entry import Entry
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal
from app.rehearsal.storm import SAMPLE_EVERY, Sample, Stimulus, Stirring, StormChance

StormEvent = (
    e.CrowdActed
    | e.ChanceOpened
    | e.ChanceClosed
    | e.CrowdShocked
    | e.CrowdDialled
    | e.PostJudged
    | e.PostRead
)


def apply(rehearsal: Rehearsal, event: StormEvent, stamp: Stamp) -> None:
    """Apply one event of the crowd's, or one at it."""
    storm = rehearsal.storm
    match event:
        case e.CrowdActed():
            _acted(rehearsal, event, stamp)
        case e.ChanceOpened():
            storm.chances[event.chance] = StormChance(
                id=event.chance,
                opening=event.opening,
                t=stamp.t,
                lasts=event.lasts,
                why=event.why,
                post=event.post,
            )
        case e.ChanceClosed():
            chance = storm.chances[event.chance]
            chance.closed_t, chance.taken, chance.taken_by = stamp.t, event.taken, event.post
        case e.CrowdDialled():
            storm.dials[event.dial] = event.value
        case e.PostJudged():
            storm.judged[event.post] = event.intent
        case e.PostRead():
            storm.gists[event.post] = event.gist
        case e.CrowdShocked():
            return


def remember(rehearsal: Rehearsal, entry: Entry, stamp: Stamp) -> None:
    """Keep what the crowd will answer."""
    for event in entry.events:
        if isinstance(event, Stirring):
            rehearsal.storm.stimuli.append(Stimulus(t=stamp.t, event=event))


def _acted(rehearsal: Rehearsal, event: e.CrowdActed, stamp: Stamp) -> None:
    mood = rehearsal.mood
    for post, likes, reposts, replies, reach in event.counts:
        counts = rehearsal.feed.posts[post].crowd
        counts.likes += likes
        counts.reposts += reposts
        counts.replies += replies
        counts.reach += reach
        mood.reach += reach
    against, neither, kind = (old + new for old, new in zip(mood.mentions, event.mentions, strict=True))
    mood.mentions = (against, neither, kind)
    if event.tick > mood.tick:
        rehearsal.storm.heard = len(rehearsal.storm.stimuli)
    mood.beat, mood.tick, mood.beat_at, mood.beat_t = event.beat, event.tick, stamp.at, stamp.t
    mood.trust, mood.heat = event.trust, event.heat
    if event.mark is not None:
        mood.marks[event.tick] = event.mark
    if not mood.samples or stamp.t - mood.samples[-1].t >= SAMPLE_EVERY:
        mood.samples.append(
            Sample(
                t=stamp.t,
                trust=mood.trust,
                heat=mood.heat,
                reach=mood.reach,
                posts=len(rehearsal.feed.posts),
                mentions=mood.mentions,
            )
        )
