"""A post as a view is shown it."""

from dataclasses import dataclass

from app.feed.capture import Capture
from app.feed.gist import Gist
from app.feed.intent import Intent
from app.feed.picture import Image
from app.feed.platforms import Platform, PlatformId, ReactionId, WhoReplies
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
        platform: always named, the main one too.
        hidden: by the brand: whoever may not read it gets no words, and shows nothing of it.
        edited_t: None where the platform does not mark edits, for those who do not know the truth.
        reactions: who gave which reaction beside the likes; private ones for those who know the truth.
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
    picture: Image | None
    standing: Standing
    edited_t: ExerciseTime | None
    gone_t: ExerciseTime | None
    platform: PlatformId
    stars: int | None
    expires: ExerciseTime | None
    hidden: bool
    pinned: bool
    limited: WhoReplies
    reactions: tuple[tuple[ReactionId, tuple[Handle, ...]], ...]
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
    readable = (post.standing == "up" and (not post.hidden or ours)) or told
    place = rehearsal.rules(post.platform)
    return ShownPost(
        id=post.id,
        author=post.author,
        name=post.name,
        followers=post.followers,
        verified=post.verified,
        text=post.text if readable else "",
        t=post.t,
        reply_to=post.reply_to,
        quote=post.quote,
        picture=post.picture if readable else None,
        standing=post.standing,
        edited_t=post.edited_t if (place.edit_marked and readable) or told else None,
        gone_t=post.gone_t,
        platform=post.platform,
        stars=post.stars,
        expires=post.expires,
        hidden=post.hidden,
        pinned=post.pinned,
        limited=post.limited,
        reactions=_reactions(post, place, told=told),
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
        shows=post.shows if readable else None,
        leak=post.leak if readable else None,
    )


def _reactions(
    post: Post, place: Platform, *, told: bool
) -> tuple[tuple[ReactionId, tuple[Handle, ...]], ...]:
    return tuple(
        (one.id, tuple(sorted(post.reactions[one.id])))
        for one in place.reactions
        if post.reactions.get(one.id) and (one.public or told)
    )
