"""Posts, and what people do to them."""

from app.feed.posts import Post
from app.rehearsal import events as e
from app.rehearsal.energy import FULL
from app.rehearsal.stamp import Stamp
from app.rehearsal.state import Rehearsal

FeedEvent = (
    e.PostPublished
    | e.PostEdited
    | e.PostDeleted
    | e.PostRetracted
    | e.PostLiked
    | e.PostUnliked
    | e.PostReposted
    | e.PostUnreposted
    | e.PostReacted
    | e.PostHidden
    | e.PostPinned
    | e.PostLimited
    | e.PostRemoved
    | e.PostExpired
)


def apply(rehearsal: Rehearsal, event: FeedEvent, stamp: Stamp) -> None:
    """Apply one event of the feed."""
    if isinstance(event, e.PostPublished):
        _publish(rehearsal, event, stamp)
        return
    post = rehearsal.feed.posts[event.post]
    match event:
        case e.PostEdited():
            post.text, post.edited_t = event.text, stamp.t
            rehearsal.storm.gists.pop(event.post, None)
        case e.PostDeleted():
            post.standing, post.gone_t = "deleted", stamp.t
        case e.PostRetracted():
            post.standing, post.gone_t = "retracted", stamp.t
        case e.PostLiked():
            post.likers.add(event.by)
        case e.PostUnliked():
            post.likers.discard(event.by)
        case e.PostReposted():
            post.reposters.add(event.by)
        case e.PostUnreposted():
            post.reposters.discard(event.by)
        case e.PostReacted(reaction=reaction, by=by, on=on):
            given = post.reactions.setdefault(reaction, set())
            given.add(by) if on else given.discard(by)
        case e.PostHidden(on=on):
            post.hidden = on
        case e.PostPinned(on=on):
            post.pinned = on
        case e.PostLimited(replies=replies):
            post.limited = replies
        case e.PostRemoved():
            post.standing, post.gone_t = "removed", stamp.t
        case e.PostExpired():
            post.standing, post.gone_t = "expired", stamp.t


def _publish(rehearsal: Rehearsal, event: e.PostPublished, stamp: Stamp) -> None:
    posts = rehearsal.feed.posts
    posts[event.post] = Post(
        id=event.post,
        author=event.author,
        name=event.byline.name,
        followers=event.byline.followers,
        verified=event.byline.verified,
        text=event.text,
        t=stamp.t,
        platform=event.platform or rehearsal.scenario.platform,
        reply_to=event.reply_to,
        quote=event.quote,
        picture=event.picture,
        shows=event.shows,
        leak=event.leak,
        stars=event.stars,
        expires=event.expires,
    )
    if event.expires is not None:
        rehearsal.stories.append(event.post)
    if event.reply_to in posts:
        posts[event.reply_to].replies.append(event.post)
    if event.quote in posts:
        posts[event.quote].quotes += 1
    if event.origin is not None:
        rehearsal.origins[event.post] = event.origin
    if event.posture is not None:
        rehearsal.postures[event.post] = event.posture
    if event.intent is not None:
        rehearsal.storm.intents[event.post] = event.intent
    if event.tactic is not None:
        rehearsal.tactics[event.post] = event.tactic
        energy = rehearsal.energy.get(stamp.by, FULL)
        rehearsal.energy[stamp.by] = energy.spent(event.tactic, stamp.t)
    if event.cites:
        rehearsal.citations[event.post] = event.cites
