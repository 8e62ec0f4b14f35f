"""A post as a view is shown it."""

from dataclasses import dataclass

from app.feed.capture import Capture
from app.feed.gist import Gist
from app.feed.intent import Intent
from app.feed.picture import Picture
from app.feed.posts import Post, Standing
from app.feed.tactics import Leaked, Tactic
from app.ids import ExerciseTime, FactId, Handle, PostId, View
from app.rehearsal.events import Origin, Posture
from app.rehearsal.state import Rehearsal
from app.view.visibility import CREW, TRUTH, WAR_ROOM


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPost:
    """A post with its counters. Gone ones keep their place and lose their words.

    Attributes:
        intent: what its author meant, for the brand and those who know the truth.
        judged: what the facilitator says it does, for the latter only.
        gist: what a reader of others makes of its words, for them too.
        tactic: what a critic meant it to do to the crowd, for critics and those who know the truth.
        shows, leak: a screenshot and an internal text that hang on it.
    """

    id: PostId
    author: Handle
    name: str
    followers: int
    verified: bool
    text: str
    t: ExerciseTime
    reply_to: PostId | None
    quote: PostId | None
    picture: Picture | None
    standing: Standing
    edited_t: ExerciseTime | None
    gone_t: ExerciseTime | None
    likes: int
    reposts: int
    replies: int
    reach: int
    likers: tuple[Handle, ...]
    reposters: tuple[Handle, ...]
    posture: Posture | None
    intent: Intent | None
    judged: Intent | None
    gist: Gist | None
    cites: tuple[FactId, ...]
    origin: Origin | None
    tactic: Tactic | None
    shows: Capture | None
    leak: Leaked | None


def shown_post(rehearsal: Rehearsal, post: Post, view: View) -> ShownPost:
    """A post as `view` is shown it right now."""
    ours, told = view in WAR_ROOM, view in TRUTH
    there = post.standing == "up" or told
    return ShownPost(
        id=post.id,
        author=post.author,
        name=post.name,
        followers=post.followers,
        verified=post.verified,
        text=post.text if there else "",
        t=post.t,
        reply_to=post.reply_to,
        quote=post.quote,
        picture=post.picture if there else None,
        standing=post.standing,
        edited_t=post.edited_t,
        gone_t=post.gone_t,
        likes=post.likes,
        reposts=post.reposts,
        replies=post.answers,
        reach=post.crowd.reach,
        likers=tuple(sorted(post.likers)),
        reposters=tuple(sorted(post.reposters)),
        posture=rehearsal.postures.get(post.id) if ours else None,
        intent=rehearsal.storm.intents.get(post.id) if ours else None,
        judged=rehearsal.storm.judged.get(post.id) if told else None,
        gist=rehearsal.storm.gists.get(post.id) if told else None,
        cites=rehearsal.citations.get(post.id, ()) if ours else (),
        origin=rehearsal.origins.get(post.id) if told else None,
        tactic=rehearsal.tactics.get(post.id) if view in CREW else None,
        shows=post.shows if there else None,
        leak=post.leak if there else None,
    )
