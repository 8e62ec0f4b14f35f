"""The few posts of the crowd that are shown in words: replies, quotes, its own, press, screenshots."""

from dataclasses import replace
from typing import Final

import numpy as np

from app.chance import chosen, poisson, uniform
from app.crowd.audience import Audience
from app.crowd.cascades import ARTICLE, CROWD, SHOT
from app.crowd.casting import Casting
from app.crowd.chatter import CHATTER
from app.crowd.occasions import Setting, form_of, going_round, occasion, who_replies
from app.crowd.segments import ACTIVISTS, CRITICS, PRESS, SEGMENTS, TROLLS
from app.crowd.taking_down import BY_SHOT
from app.crowd.voice import Say
from app.crowd.voice_occasion import Form
from app.feed.platforms import PlatformId
from app.feed.posts import Post
from app.feed.wording import folded
from app.ids import ExerciseTime, PostId
from app.rehearsal.commands import CrowdPost
from app.rehearsal.state import Rehearsal

MOST: Final = 520
"""Posts of the crowd shown in one drill."""
PER_MINUTE: Final = 7
"""Shown in one thread within a minute of exercise time."""
APART: Final = 3.0
"""Exercise seconds between two in one thread."""
PER_BEAT: Final = 3
FIRST_AFTER: Final = 4.0
"""Seconds in which nobody has typed an answer yet."""
LAST_AFTER: Final = 1_500.0
SHARE: Final = 1.0
"""Part of the counted replies that would be shown if there were room."""
QUOTED: Final = 0.12
MAIN: Final = 3
DO_NOT_FOLLOW: Final = (CRITICS, ACTIVISTS, TROLLS)
"""Parts of the audience that count as not following the brand."""
OWN_WITHIN: Final = 60.0
"""Exercise seconds within which a post of the crowd's own is put on the feed, or never."""
HOW_MANY, MINE, WRITES, QUOTES, WHERE = range(70, 75)
"""Streams of chance."""


class Showing:
    """Chooses what is shown in one rehearsal, and has it written."""

    def __init__(self, audience: Audience, casting: Casting, voice: Say) -> None:
        self.audience = audience
        self.casting = casting
        self.voice = voice

    def posts(self, rehearsal: Rehearsal, t: ExerciseTime) -> tuple[CrowdPost, ...]:
        """At most `PER_BEAT` posts after the audience's latest step; replies to the brand come first."""
        crowd = sum(origin.sort == "crowd" for origin in rehearsal.origins.values())
        room = min(PER_BEAT, _so_far(rehearsal, t) - crowd)
        if room <= 0:
            return ()
        desk = _Desk(self, rehearsal, crowd, t)
        answered = self._with_new_replies(rehearsal, t)
        latest = rehearsal.feed.latest_by(rehearsal.scenario.brand)
        brand = [post for post in answered if post is latest]
        for post in brand[:room]:
            desk.write_reply(post)
        for entity, source, segment, lean in self._own_posts(rehearsal):
            if len(desk.written) < room:
                desk.write_own(entity, source, segment, lean)
        for post in answered:
            if len(desk.written) < room and post not in brand:
                desk.write_reply(post)
        return tuple(desk.written)

    def _own_posts(self, rehearsal: Rehearsal) -> list[tuple[int, int, int, float]]:
        """New rows that belong on the feed: the large ones in our window, all press and screenshots."""
        model, shown = self.audience.engine.model, set(self.audience.intake.names.values())
        rows, found = model.cascades, list[tuple[int, int, int, float]]()
        since = model.now - OWN_WITHIN * model.parameters.physics.pace
        for row in np.flatnonzero((rows.source == CROWD) | (rows.source == ARTICLE) | (rows.source == SHOT)):
            name, source = int(rows.entity[row]), int(rows.source[row])
            if rows.born[row] < since or name in shown or name >> 60 == CHATTER >> 60:
                continue
            if source != CROWD or uniform(rehearsal.seed, name, MINE) < self.audience.scale:
                segment = (name >> 11) % 32 % 7 if source == CROWD else PRESS
                found.append((name, source, segment, float(rows.valence[row])))
        return found

    def _with_new_replies(self, rehearsal: Rehearsal, t: ExerciseTime) -> list[Post]:
        """Posts that got replies since the latest beat and have room for one, the loudest first."""
        wanted: list[tuple[int, Post]] = []
        beat = rehearsal.mood.beat + 1
        for name, entity in self.audience.intake.names.items():
            post = rehearsal.feed.posts[name]
            new = self.audience.new_replies(entity)
            if new <= 0 or not _open(post) or not FIRST_AFTER <= t - post.t <= LAST_AFTER:
                continue
            number = int(name[1:])
            if poisson(SHARE * new, rehearsal.seed, beat, number, HOW_MANY) and _has_room(rehearsal, post, t):
                wanted.append((new, post))
        return [post for _, post in sorted(wanted, key=lambda one: -one[0])]


class _Desk:
    """One beat's writing."""

    def __init__(self, showing: Showing, rehearsal: Rehearsal, crowd: int, t: ExerciseTime) -> None:
        self.written: list[CrowdPost] = []
        self._showing = showing
        self._audience = showing.audience
        self._rehearsal = rehearsal
        self._number = crowd
        posts = rehearsal.feed.posts.values()
        self._said = {folded(post.text): None for post in posts}
        self._taken = {post.author.lower() for post in posts}
        self._setting = Setting(
            rehearsal=rehearsal, audience=self._audience, t=t, meme=going_round(rehearsal)
        )

    def write_reply(self, post: Post) -> None:
        """A reply to a post, or a quote of it."""
        key = (self._number + len(self.written), WRITES)
        entity = self._audience.intake.names.get(post.id)
        segment = who_replies(self._setting, entity, key)
        lean = self._audience.valence(entity) if entity is not None else 0.0
        form = form_of(self._setting, post, segment, key)
        place = self._rehearsal.rules(post.platform)
        if post.limited == "followers" and segment in DO_NOT_FOLLOW:
            return
        if place.stars:
            # Nobody answers a review but the owner: who has something to say writes another.
            self._write(None, segment, "post", key, lean=lean, platform=place.id)
            return
        quotes = place.quotes and uniform(self._rehearsal.seed, *key, QUOTES) < QUOTED
        if quotes and form == "reply":
            self._write(post, segment, "quote", key, lean=lean, quote=post.id)
        else:
            self._write(post, segment, form, key, lean=lean, reply_to=post.id)

    def write_own(self, entity: int, source: int, segment: int, lean: float) -> None:
        """A post of the crowd's own; a screenshot quotes what was taken down, if it can still be seen."""
        key = (self._number + len(self.written), WRITES)
        if source == SHOT:
            gone = self._rehearsal.feed.posts.get(_shot_of(self._audience, entity))
            where = gone.platform if gone else None
            shot: Form = "quote" if gone else "post"
            self._write(gone, ACTIVISTS, shot, key, lean=-1.0, cascade=entity, platform=where)
            return
        form, where = form_of(self._setting, None, segment, key), place_of(self._rehearsal, key)
        self._write(None, segment, form, key, lean=lean, cascade=entity, platform=where)

    def _write(
        self,
        post: Post | None,
        segment: int,
        form: Form,
        key: tuple[int, ...],
        *,
        lean: float,
        reply_to: PostId | None = None,
        quote: PostId | None = None,
        cascade: int | None = None,
        platform: PlatformId | None = None,
    ) -> None:
        place = self._rehearsal.rules(platform or (post.platform if post else None))
        when = occasion(self._setting, post, segment, form, key, lean=lean)
        when = replace(when, longest=place.post_chars)
        text = self._showing.voice(when, self._said, (self._rehearsal.seed, *key))
        if text is None and form not in ("reply", "post"):
            when = replace(when, form="reply" if post else "post")
            text = self._showing.voice(when, self._said, (self._rehearsal.seed, *key))
        if text is None:
            return
        row, handle, byline = self._showing.casting.draw(segment, self._taken, *key)
        self._said[folded(text)] = None
        self.written.append(
            CrowdPost(
                author=handle,
                byline=byline,
                text=text,
                stance=when.sentiment,
                reply_to=reply_to,
                quote=quote,
                segment=SEGMENTS[segment],
                account=row,
                cascade=cascade,
                platform=place.id,
                stars=1 + round(2 * (when.sentiment + 1)) if place.stars else None,
            )
        )


def place_of(rehearsal: Rehearsal, key: tuple[int, ...]) -> PlatformId:
    """Where somebody of the crowd posts anew: on the main platform `MAIN` times as often as on another."""
    everywhere = rehearsal.scenario.everywhere
    if len(everywhere) == 1:
        return everywhere[0]
    places = (*everywhere[:1] * MAIN, *everywhere[1:])
    return chosen(places, rehearsal.seed, *key, WHERE)


def _open(post: Post) -> bool:
    """Whether the crowd can reply to it."""
    return post.standing == "up" and not post.hidden and post.limited != "nobody"


def _shot_of(audience: Audience, entity: int) -> PostId:
    """The post of which a screenshot goes round."""
    original = entity ^ BY_SHOT
    return next((post for post, name in audience.intake.names.items() if name == original), PostId(""))


def _so_far(rehearsal: Rehearsal, t: ExerciseTime) -> int:
    """How many may be shown by now, so that the last minutes keep their share."""
    return round(MOST * min(1.0, 0.06 + 0.94 * t / (60 * rehearsal.scenario.minutes)))


def _has_room(rehearsal: Rehearsal, post: Post, t: ExerciseTime) -> bool:
    """Whether one more reply of the crowd fits under a post now."""
    ages: list[float] = []
    for name in reversed(post.replies):
        age = t - rehearsal.feed.posts[name].t
        if age > 60:
            break
        origin = rehearsal.origins.get(name)
        if origin is not None and origin.sort == "crowd":
            ages.append(age)
    return len(ages) < PER_MINUTE and all(age >= APART for age in ages)
