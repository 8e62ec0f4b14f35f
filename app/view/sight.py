"""What one seat can know at a moment, built from what its views show: all a stand-in works from.

A stand-in knows no more than a person in its place: no origins, no MSEL, no other seat's card, and
of the war room only what the brand is shown.
"""

from dataclasses import dataclass, replace

from app.feed.platforms import Platform, PlatformId
from app.feed.posts import Post
from app.ids import DraftId, ExerciseTime, FactId, Handle, PostId, SeatId
from app.rehearsal.clock import ClockState
from app.rehearsal.crew import Captured, MoodReading, Verdict
from app.rehearsal.drafts import Draft, DraftState, Step
from app.rehearsal.events import Role
from app.rehearsal.facts import Fact
from app.rehearsal.model import cleared, turn
from app.rehearsal.notes import ChatLine, Message, TrustReading, Whisper
from app.rehearsal.places import why_no_reply
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona, PersonaSort
from app.scenario.plan import Plan, Position
from app.scenario.scenario import GroundFact, RoleCard

NEWEST = 600
"""Posts a seat looks over at most; its own are all remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPost:
    """A post as everybody sees it. Gone ones have no words."""

    id: PostId
    author: Handle
    name: str
    followers: int
    text: str
    t: ExerciseTime
    up: bool
    reply_to: PostId | None
    quote: PostId | None
    reach: int
    shows: PostId | None
    """The post of which it shows a screenshot."""
    likers: frozenset[Handle]
    reposters: frozenset[Handle]
    platform: PlatformId
    voices: tuple[Handle, ...]
    """Of this seat's accounts those that may reply here."""
    present: tuple[Handle, ...]
    """Of this seat's accounts those that have one on this platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSeat:
    """Another place, and whether a person sits there or a stand-in plays it."""

    id: SeatId
    role: Role
    position: Position | None
    played: bool
    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenAccount:
    """An account of the cast, as its page shows it."""

    handle: Handle
    name: str
    followers: int
    sort: PersonaSort


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenDraft:
    """A draft, and whose yes is waited for: a position's, which `deciders` may give.

    `state` is `approved` as well where nobody is there to give what is missing.
    """

    id: DraftId
    seat: SeatId
    text: str
    state: DraftState
    version: int
    waits_for: Position | None
    reply_to: PostId | None
    cites: tuple[FactId, ...]
    steps: tuple[Step, ...]
    going: bool
    """Whether it goes out by itself at some time."""
    deciders: tuple[SeatId, ...] = ()

    @property
    def since(self) -> ExerciseTime:
        """When it last took a step."""
        return self.steps[-1].t


@dataclass(frozen=True, slots=True, kw_only=True)
class WarRoomSight:
    """What brand seats share; `known` is what this seat could find out, the subject expert's alone."""

    plan: Plan
    drafts: tuple[SeenDraft, ...]
    facts: tuple[Fact, ...]
    chat: tuple[ChatLine, ...]
    known: tuple[GroundFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a seat can know at exercise time `t`; `war_room` is None for all but the brand.

    `lines` is what the scenario lets a stand-in say here, `homes` where each account is.
    """

    role: Role
    seat: SeatId
    position: Position | None
    t: ExerciseTime
    clock: ClockState
    language: str
    story_start: str
    platform: Platform
    platforms: tuple[Platform, ...]
    brand: Handle
    accounts: tuple[Handle, ...]
    homes: tuple[tuple[Handle, tuple[PlatformId, ...]], ...]
    cast: tuple[SeenAccount, ...]
    seats: tuple[SeenSeat, ...]
    posts: tuple[SeenPost, ...]
    card: RoleCard | None
    lines: tuple[str, ...]
    messages: tuple[Message, ...]
    whispers: tuple[Whisper, ...]
    trust: tuple[TrustReading, ...]
    captures: tuple[Captured, ...]
    moods: tuple[MoodReading, ...]
    verdict: Verdict | None
    war_room: WarRoomSight | None

    def rules(self, platform: PlatformId) -> Platform:
        """The rules of a platform this rehearsal is on."""
        return next(one for one in self.platforms if one.id == platform)

    def home(self, account: Handle, turn: float) -> Platform:
        """Where an account posts next: the main platform first; `turn` is 0 to 1."""
        there = next((places for handle, places in self.homes if handle == account), ())
        return self.rules(there[int(turn * len(there))]) if there else self.platform


def see(rehearsal: Rehearsal, seat: Seat, t: ExerciseTime) -> Sight:
    """What `seat` can know at exercise time `t`."""
    scenario = rehearsal.scenario
    plan = next((one for one in scenario.seats if one.id == seat.id), None)
    accounts = rehearsal.accounts_of(seat)
    brand = seat.role == "brand"
    return Sight(
        role=seat.role,
        seat=seat.id,
        position=seat.position,
        t=t,
        clock=rehearsal.clock.state,
        language=scenario.language,
        story_start=scenario.story_start,
        platform=rehearsal.platform,
        platforms=tuple(map(rehearsal.rules, scenario.everywhere)),
        brand=scenario.brand,
        accounts=accounts,
        homes=tuple((one.handle, scenario.platforms_of(one)) for one in _personas(rehearsal, accounts)),
        cast=tuple(
            SeenAccount(handle=one.handle, name=one.name, followers=one.followers, sort=one.sort)
            for one in scenario.cast
            if brand or one.sort != "contact"
        ),
        seats=tuple(_seat(one) for one in rehearsal.stage.values()),
        posts=_posts(rehearsal, seat, accounts),
        card=plan.card if plan else None,
        lines=plan.lines if plan else (),
        messages=tuple(
            replace(one, origin=None) for one in rehearsal.messages if {one.sender, one.to} & set(accounts)
        ),
        whispers=tuple(one for one in rehearsal.whispers if one.to == seat.id),
        trust=tuple(rehearsal.trust.get(seat.id, ())),
        captures=tuple(one for one in rehearsal.captures.values() if one.seat == seat.id),
        moods=tuple(one for one in rehearsal.moods if one.seat == seat.id),
        verdict=rehearsal.verdicts.get(seat.id),
        war_room=_war_room(rehearsal, seat, t) if brand else None,
    )


def _seat(seat: Seat) -> SeenSeat:
    return SeenSeat(
        id=seat.id, role=seat.role, position=seat.position, played=seat.played, automatic=seat.automatic
    )


def _personas(rehearsal: Rehearsal, accounts: tuple[Handle, ...]) -> tuple[Persona, ...]:
    found = (rehearsal.scenario.persona(one) for one in accounts)
    return tuple(one for one in found if one is not None)


def _posts(rehearsal: Rehearsal, seat: Seat, accounts: tuple[Handle, ...]) -> tuple[SeenPost, ...]:
    posts = list(rehearsal.feed.posts.values())
    older, newest = posts[:-NEWEST], posts[-NEWEST:]
    own = (one for one in older if one.author in accounts)
    look = _Look(rehearsal, seat, _personas(rehearsal, accounts))
    return tuple(look.at(one) for one in (*own, *newest))


class _Look:
    """One seat looking over many posts; who of it is where is worked out once."""

    def __init__(self, rehearsal: Rehearsal, seat: Seat, personas: tuple[Persona, ...]) -> None:
        self._rehearsal = rehearsal
        self._own = {one.handle for one in personas}
        self._ours = seat.role == "brand"
        self._here = {
            place: tuple(one for one in personas if place in rehearsal.scenario.platforms_of(one))
            for place in rehearsal.scenario.everywhere
        }
        self._present = {place: tuple(one.handle for one in there) for place, there in self._here.items()}

    def at(self, post: Post) -> SeenPost:
        """A post as the seat sees it."""
        up = post.standing == "up" and (not post.hidden or self._ours or post.author in self._own)
        return SeenPost(
            id=post.id,
            author=post.author,
            name=post.name,
            followers=post.followers,
            text=post.text if up else "",
            t=post.t,
            up=up,
            reply_to=post.reply_to,
            quote=post.quote,
            reach=post.crowd.reach,
            likers=frozenset(post.likers),
            reposters=frozenset(post.reposters),
            shows=post.shows.post if up and post.shows else None,
            platform=post.platform,
            voices=self._voices(post),
            present=self._present.get(post.platform, ()),
        )

    def _voices(self, post: Post) -> tuple[Handle, ...]:
        place = self._rehearsal.rules(post.platform)
        if place.owner_replies is None and post.author != self._rehearsal.scenario.brand:
            return self._present.get(post.platform, ())
        there = self._here.get(post.platform, ())
        return tuple(one.handle for one in there if why_no_reply(self._rehearsal, one, post) is None)


def _war_room(rehearsal: Rehearsal, seat: Seat, t: ExerciseTime) -> WarRoomSight:
    expert = seat.position == "subject_expert"
    return WarRoomSight(
        plan=rehearsal.plan,
        drafts=tuple(_draft(rehearsal, one) for one in rehearsal.drafts.values()),
        facts=tuple(replace(one) for one in rehearsal.facts.values()),
        chat=tuple(rehearsal.chat),
        known=tuple(one for one in rehearsal.scenario.facts if one.at <= t) if expert else (),
    )


def _draft(rehearsal: Rehearsal, draft: Draft) -> SeenDraft:
    now = turn(rehearsal, draft)
    return SeenDraft(
        id=draft.id,
        seat=draft.seat,
        text=draft.text,
        state="approved" if cleared(rehearsal, draft) else draft.state,
        version=draft.version,
        waits_for=now.position if now else None,
        deciders=tuple(seat.id for seat in now.seats) if now else (),
        reply_to=draft.reply_to,
        cites=draft.cites,
        steps=tuple(draft.steps),
        going=draft.going is not None,
    )
