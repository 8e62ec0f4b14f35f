"""What every socket of a room is told beside the events: counters, mood, listening, the time."""

from itertools import islice

from app.ids import ExerciseTime, PostId, View
from app.live.fan import Fan
from app.live.outbox import Outbox, Row
from app.live.room import Room
from app.rehearsal import events as e
from app.rehearsal.calling import armed
from app.rehearsal.checking import checks
from app.rehearsal.contradicting import contradictions, spoke_since
from app.rehearsal.entry import Entry
from app.rehearsal.storm import Sample
from app.view.figures import figures, shown
from app.view.listening import heard
from app.view.snapshot import shown_clock
from app.view.visibility import FACILITATOR, TRUTH, WAR_ROOM
from app.wire.encoding import message_json
from app.wire.frames import Armed, CheckedFrame, Contradicted, Listening, MoodFrame, Now

NEWEST = 200
LOUDEST = 50
"""Only posts somebody may be looking at are counted for everybody: the newest and the widest."""
LISTEN_EVERY = 5
CHECK_EVERY = 2
NOW_EVERY = 10
"""In pulses, which come once a second; with each, a tenth of the sockets is told the time."""


class Pulse:
    """Once a second, for one room: what changed that is not in the log's numbering."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._touched: set[PostId] = set()
        self._told: dict[PostId, tuple[str, ...]] = {}
        self._count = 0
        self._reading = b""
        self._contradicted = b""
        self._checked = b""
        self._settled: tuple[ExerciseTime | None, ...] | None = None
        self._heard = 0
        self._fresh = False

    def note(self, entry: Entry) -> None:
        """Remember which posts an entry may have moved."""
        for event in entry.events:
            match event:
                case e.CrowdActed(counts=counts):
                    self._touched.update(post for post, *_ in counts)
                case (
                    e.PostLiked(post=post)
                    | e.PostUnliked(post=post)
                    | e.PostReposted(post=post)
                    | e.PostUnreposted(post=post)
                ):
                    self._touched.add(post)
                case e.PostPublished(reply_to=answered, quote=quoted):
                    self._touched.update(one for one in (answered, quoted) if one is not None)
                case _:
                    continue

    def beat(self, fan: Fan) -> None:
        """Tell each socket, by its role's view, what it may know."""
        self._count += 1
        self._compare()
        if rows := self._changed():
            fan.counts(rows)
        for kind, data, views in self._soft():
            fan.soft(kind, data, views)
        if self._reading:
            self._greet(fan, "listening", self._reading, WAR_ROOM)
        self._greet(fan, "contradicted", self._contradicted, TRUTH)
        if self._checked:
            self._greet(fan, "checked", self._checked, TRUTH)
        for outbox in fan.share(self._count, NOW_EVERY):
            outbox.soft("now", self.now(outbox))

    def _greet(self, fan: Fan, kind: str, data: bytes, views: frozenset[View]) -> None:
        """Who came since this was last told is told at once."""
        for outbox in fan.untold(kind):
            if outbox.views[0] in views:
                outbox.soft(kind, data)

    def now(self, outbox: Outbox) -> bytes:
        """Where everything stands, for one socket."""
        room = self._room
        return message_json(
            Now(
                clock=shown_clock(room.state.clock),
                now=room.now(),
                epoch=room.epoch,
                at=room.at(outbox.views),
            )
        )

    def newest(self) -> tuple[Row, ...]:
        """The newest posts' totals, for whoever resumes: counters have no numbers to catch up by."""
        posts = self._room.state.feed.posts
        return tuple((name, *figures(posts[name])) for name in islice(reversed(posts), NEWEST))

    def _soft(self) -> list[tuple[str, bytes, frozenset[View] | None]]:
        room, state = self._room, self._room.state
        if state.clock.state == "lobby":
            return []
        sample = Sample(
            t=room.time(),
            trust=state.mood.trust,
            heat=state.mood.heat,
            reach=state.mood.reach,
            posts=len(state.feed.posts),
            mentions=state.mood.mentions,
        )
        told: list[tuple[str, bytes, frozenset[View] | None]] = [
            ("mood", message_json(MoodFrame(sample=sample)), TRUTH)
        ]
        if self._count % LISTEN_EVERY == 1:
            self._reading = message_json(Listening(reading=heard(state, room.time())))
            told.append(("listening", self._reading, WAR_ROOM))
        if self._fresh:
            self._fresh = False
            told.append(("contradicted", self._contradicted, TRUTH))
        if self._count % CHECK_EVERY == 1:
            waiting = message_json(Armed(cues=armed(state, room.time())))
            told.append(("armed", waiting, frozenset({FACILITATOR})))
            looked = message_json(CheckedFrame(checks=checks(state, room.time())))
            if looked != self._checked:
                self._checked = looked
                told.append(("checked", looked, TRUTH))
        return told

    def _compare(self) -> None:
        """Hold the brand's posts against the facts, when there are new ones of either."""
        state = self._room.state
        settled = tuple(fact.settled_t for fact in state.facts.values())
        spoke, self._heard = spoke_since(state, self._heard), len(state.storm.stimuli)
        if spoke or settled != self._settled:
            self._settled = settled
            now = message_json(Contradicted(posts=contradictions(state)))
            self._fresh, self._contradicted = now != self._contradicted, now

    def _changed(self) -> tuple[Row, ...]:
        posts = self._room.state.feed.posts
        looked_at = self._touched & self._in_sight()
        rows: list[Row] = []
        for name in sorted(looked_at):
            totals = figures(posts[name])
            seen = tuple(shown(one) for one in totals)
            if self._told.get(name) != seen:
                self._told[name] = seen
                rows.append((name, *totals))
        self._touched -= looked_at
        return tuple(rows)

    def _in_sight(self) -> set[PostId]:
        if len(self._touched) <= LOUDEST:
            return set(self._touched)
        posts = self._room.state.feed.posts
        newest = list(posts)[-NEWEST:]
        loudest = sorted(self._touched, key=lambda one: posts[one].crowd.reach)[-LOUDEST:]
        return {*newest, *loudest}
