"""What no rehearsal may ever be, whatever was asked in whatever order."""

from collections.abc import Iterable, Iterator

from app.feed.gist import flaw_of
from app.feed.intent import Intent
from app.rehearsal.clock import FASTEST, SLOWEST
from app.rehearsal.crowding import DIALS
from app.rehearsal.cues import Cue
from app.rehearsal.drafts import Draft
from app.rehearsal.energy import CAP
from app.rehearsal.goals import goals_of
from app.rehearsal.state import Rehearsal
from app.scenario.plan_patch import patched


def illegal(rehearsal: Rehearsal) -> list[str]:
    """Everything that is wrong with a rehearsal; nothing for a sound one."""
    return [
        *_clock(rehearsal),
        *_numbers(rehearsal),
        *_posts(rehearsal),
        *(fault for cue in rehearsal.cues.values() for fault in _cue(rehearsal, cue)),
        *(fault for draft in rehearsal.drafts.values() for fault in _draft(rehearsal, draft)),
        *_war_room(rehearsal),
        *_plan(rehearsal),
        *_seats(rehearsal),
        *_mood(rehearsal),
        *_storm(rehearsal),
        *_own(rehearsal),
    ]


def _clock(rehearsal: Rehearsal) -> Iterator[str]:
    clock = rehearsal.clock
    if not SLOWEST <= clock.speed <= FASTEST:
        yield f"speed {clock.speed}"
    if clock.t0 < 0 or clock.w0 > rehearsal.at:
        yield f"clock set at {clock.w0}, t {clock.t0}, entry at {rehearsal.at}"
    if clock.state == "lobby" and (clock.t0 != 0 or rehearsal.feed.posts):
        yield "something happened before StartEx"
    caller = rehearsal.seats.get(rehearsal.baton) if rehearsal.baton else None
    if rehearsal.baton and (caller is None or caller.role != "facilitator" or caller.participant is None):
        yield f"{rehearsal.baton} calls the show, and nobody sits there"
    if rehearsal.emergency is not None and clock.state == "live":
        yield "the clock runs through an emergency"


def _dense(what: str, letter: str, ids: Iterable[str]) -> Iterator[str]:
    found = list(ids)
    if found != [f"{letter}{number + 1}" for number in range(len(found))]:
        yield f"{what} are numbered {found}"


def _numbers(rehearsal: Rehearsal) -> Iterator[str]:
    """Ids count up without gaps, per kind, and per seat or pair where others must not count along."""
    yield from _dense("posts", "p", rehearsal.feed.posts)
    yield from _dense("drafts", "d", rehearsal.drafts)
    yield from _dense("facts", "f", rehearsal.facts)
    yield from _dense("openings", "o", rehearsal.storm.chances)
    yield from _dense("chat lines", "c", (line.id for line in rehearsal.chat))
    yield from _dense("lines of the crew", "x", (line.id for line in rehearsal.crew))
    owned: dict[tuple[str, str], list[str]] = {}
    for note in rehearsal.notes:
        owned.setdefault(("n", note.seat), []).append(note.id)
    for flag in rehearsal.flags:
        owned.setdefault(("g", flag.seat), []).append(flag.id)
    for whisper in rehearsal.whispers:
        owned.setdefault(("w", whisper.to), []).append(whisper.id)
    for message in rehearsal.messages:
        owned.setdefault(("m", f"{message.sender}.{message.to}"), []).append(message.id)
    for (letter, owner), ids in owned.items():
        if not all(one.endswith(f".{owner}") for one in ids):
            yield f"{ids} are not all of {owner}"
        yield from _dense(f"{letter} of {owner}", letter, (one.partition(".")[0] for one in ids))


def _posts(rehearsal: Rehearsal) -> Iterator[str]:
    posts, now = rehearsal.feed.posts, rehearsal.clock.time(rehearsal.at)
    latest = 0.0
    for post in posts.values():
        if post.t < latest or post.t > now:
            yield f"{post.id} is of {post.t}, after {latest} and until {now}"
        latest = post.t
        for other in (post.reply_to, post.quote):
            if other is not None and (other not in posts or posts[other].t > post.t):
                yield f"{post.id} speaks of {other}, which was not there"
        if (post.standing == "up") != (post.gone_t is None):
            yield f"{post.id} is {post.standing} since {post.gone_t}"
        if any(posts[reply].reply_to != post.id for reply in post.replies):
            yield f"{post.id} counts replies that are none"
        strangers = {
            who
            for who in post.likers | post.reposters
            if who != rehearsal.scenario.brand and rehearsal.speaks_as(who) is None
        }
        if strangers:
            yield f"{post.id} is liked or reposted by {strangers}, whom nobody plays"
        if rehearsal.origins.get(post.id) is None:
            yield f"nobody knows where {post.id} comes from"
        if post.id in rehearsal.postures and post.author != rehearsal.scenario.brand:
            yield f"{post.id} has a posture and is not the brand's"
        if not set(rehearsal.citations.get(post.id, ())) <= rehearsal.facts.keys():
            yield f"{post.id} cites what is not on the board"


def _cue(rehearsal: Rehearsal, cue: Cue) -> Iterator[str]:
    out = cue.post is not None or cue.message is not None
    if not bool(cue.outs) == out == (cue.delivered_t is not None):
        yield f"inject {cue.inject.id} is {cue.state}: {cue.post} {cue.message} {cue.delivered_t}"
    if cue.post is not None and rehearsal.feed.posts[cue.post].author != cue.inject.by:
        yield f"inject {cue.inject.id} is not said by {cue.inject.by}"
    told = [one.inject for one in rehearsal.origins.values()] + [
        one.origin.inject for one in rehearsal.messages if one.origin
    ]
    if cue.state == "delivered" and (cue.repeats or not cue.outs):
        yield f"inject {cue.inject.id} is delivered after {len(cue.outs)} times"
    if (cue.held_for is not None) != (cue.state == "held"):
        yield f"inject {cue.inject.id} is {cue.state}, held for {cue.held_for}"
    if told.count(cue.inject.id) != len(cue.outs):
        yield f"inject {cue.inject.id} is {cue.state} and went out {told.count(cue.inject.id)} times"


def _draft(rehearsal: Rehearsal, draft: Draft) -> Iterator[str]:
    if (draft.state == "published") != (draft.post is not None):
        yield f"draft {draft.id} is {draft.state} as {draft.post}"
    if draft.post is not None and draft.post not in rehearsal.feed.posts:
        yield f"draft {draft.id} became {draft.post}, which is not there"
    if (draft.state == "waiting") != (draft.waits_for is not None):
        yield f"draft {draft.id} is {draft.state} and waits for {draft.waits_for}"
    signed = set(draft.needs) <= set(draft.approved_by)
    if draft.state == "approved" and not signed:
        yield f"draft {draft.id} is approved by {draft.approved_by} of {draft.needs}"
    if draft.state == "published" and draft.unapproved is None and not signed:
        yield f"draft {draft.id} went out without approval or reason"
    if (going := draft.going) and not (draft.open and (draft.state == "approved" or going.unapproved)):
        yield f"draft {draft.id} is {draft.state} and goes out by itself: {going}"
    if draft.going is not None and draft.stopped is not None:
        yield f"draft {draft.id} goes out and is stopped: {draft.stopped}"
    if draft.state == "writing" and draft.approved_by:
        yield f"draft {draft.id} is being written and approved already"
    if not _meant(draft.intent):
        yield f"draft {draft.id} means {draft.intent}"
    if draft.reply_to is not None and draft.reply_to not in rehearsal.feed.posts:
        yield f"draft {draft.id} answers {draft.reply_to}, which is not there"
    times = [step.t for step in draft.steps]
    if times != sorted(times) or draft.steps[0].did != "opened":
        yield f"draft {draft.id} went through {draft.steps}"


def _war_room(rehearsal: Rehearsal) -> Iterator[str]:
    for fact in rehearsal.facts.values():
        settled = fact.standing != "claimed"
        if settled != (fact.settled_t is not None) or (settled and not fact.source):
            yield f"fact {fact.id} is {fact.standing} since {fact.settled_t} by {fact.source!r}"
    for note in rehearsal.notes:
        if note.noticed > note.t:
            yield f"note {note.id} was noticed after it was written"
    for readings in rehearsal.trust.values():
        if not all(0 <= reading.value <= 100 for reading in readings):
            yield f"a dial stands at {readings}"


def _plan(rehearsal: Rehearsal) -> Iterator[str]:
    made = rehearsal.scenario.plan
    for edit in rehearsal.plan_edits:
        if edit.version != made.version + 1:
            yield f"version {edit.version} of the plan follows {made.version}"
        made = patched(made, edit.patch, edit.version)
    if made != rehearsal.plan:
        yield f"the plan in force is not version {made.version} as it was written"
    for seat in rehearsal.seats.values():
        if seat.signed and seat.signed_version != rehearsal.plan.version:
            yield f"{seat.id} signed version {seat.signed_version} of {rehearsal.plan.version}"


def _seats(rehearsal: Rehearsal) -> Iterator[str]:
    brand = rehearsal.scenario.brand
    personas = [handle for seat in rehearsal.seats.values() for handle in seat.personas if handle != brand]
    if len(personas) != len(set(personas)):
        yield f"two seats speak as one of {personas}"
    for seat in rehearsal.seats.values():
        if (seat.personas[:1] == (brand,)) != (seat.role == "brand"):
            yield f"{seat.id}, a {seat.role}, speaks as {seat.personas}"
        if (seat.participant is None) != (seat.name is None):
            yield f"{seat.id} is held by {seat.participant}, called {seat.name}"
        if seat.host and seat.participant is None:
            yield f"{seat.id} is an empty host"


def _mood(rehearsal: Rehearsal) -> Iterator[str]:
    mood = rehearsal.mood
    if not (0 <= mood.trust <= 100 and 0 <= mood.heat <= 100):
        yield f"trust {mood.trust}, heat {mood.heat}"
    if mood.reach != sum(post.crowd.reach for post in rehearsal.feed.posts.values()):
        yield f"reach {mood.reach} is not that of all posts"
    times = [sample.t for sample in mood.samples]
    if times != sorted(times):
        yield f"the mood was sampled at {times}"
    if min(mood.mentions) < 0:
        yield f"the crowd mentions the brand {mood.mentions} times"
    if mood.marks and max(mood.marks) > mood.tick:
        yield f"step {max(mood.marks)} has a mark before step {mood.tick} is over"


def _storm(rehearsal: Rehearsal) -> Iterator[str]:
    storm, posts = rehearsal.storm, rehearsal.feed.posts
    now = rehearsal.clock.time(rehearsal.at)
    for chance in storm.chances.values():
        if chance.closed_t is None and (chance.taken or chance.taken_by is not None):
            yield f"opening {chance.id} is taken and still there"
        if not 0 <= chance.t <= (now if chance.closed_t is None else chance.closed_t) <= now:
            yield f"opening {chance.id} is there from {chance.t} to {chance.closed_t}"
        if any(post is not None and post not in posts for post in (chance.post, chance.taken_by)):
            yield f"opening {chance.id} hangs on {chance.post} and {chance.taken_by}"
    for dial, (low, high) in DIALS.items():
        if not low <= storm.dials[dial] <= high:
            yield f"the {dial} dial stands at {storm.dials[dial]}"
    times = [one.t for one in storm.stimuli]
    if times != sorted(times) or any(not 0 <= t <= now for t in times):
        yield f"the crowd was stirred at {times}"
    for post, intent in (*storm.intents.items(), *storm.judged.items()):
        if posts[post].author != rehearsal.scenario.brand or not _meant(intent):
            yield f"{post} of {posts[post].author} means {intent}"
    for post, gist in storm.gists.items():
        if posts[post].author != rehearsal.scenario.brand or flaw_of(gist) is not None:
            yield f"{post} of {posts[post].author} is read as {gist}"


def _meant(intent: Intent | None) -> bool:
    """Whether somebody can mean that: one strategy, or two that differ."""
    return intent is None or len(set(intent.strategies)) == len(intent.strategies) in (1, 2)


def _own(rehearsal: Rehearsal) -> Iterator[str]:
    """What critics and bystanders keep to themselves."""
    owned: dict[str, list[str]] = {}
    for one in rehearsal.captures.values():
        owned.setdefault(one.seat, []).append(one.id)
    for seat, ids in owned.items():
        if ids != [f"k{number + 1}.{seat}" for number in range(len(ids))]:
            yield f"screenshots of {seat} are numbered {ids}"
    for post in rehearsal.tactics:
        if rehearsal.origins[post].seat is None:
            yield f"{post} has a tactic and is nobody's"
    for energy in rehearsal.energy.values():
        if not 0 <= energy.left <= CAP:
            yield f"there is {energy.left} energy"
    answered = [(one.seat, one.round) for one in rehearsal.moods]
    if len(answered) != len(set(answered)) or any(not 1 <= one.value <= 5 for one in rehearsal.moods):
        yield f"the mood checks were answered {rehearsal.moods}"
    for seat_id, number in rehearsal.goals:
        if number >= len(goals_of(rehearsal, seat_id)):
            yield f"{seat_id} has no goal {number}"
