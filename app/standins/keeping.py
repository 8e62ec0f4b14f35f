"""Screenshots a critic takes of the brand, and shows when what they show is gone or says something else."""

from app.feed.wording import folded
from app.rehearsal.capturing import MOST_CAPTURES
from app.rehearsal.commands import CapturePost, PublishPost
from app.rehearsal.crew import Captured
from app.standins.luck import Luck
from app.standins.speaking import heard
from app.view.sight import SeenPost, Sight

KEEPS = 0.6
"""How likely a critic keeps a post of the brand."""
TAKES = (15.0, 90.0)
"""Exercise seconds until it does."""
NOTICES = (20.0, 60.0)
"""Exercise seconds from one look back to the next."""
BREATH = 25.0
"""Exercise seconds after a post of its own."""
_WORDS = {
    "en": (
        "This stood here. Now it does not. I kept it.",
        "They took this down. So here it is again.",
        "You can delete a post. You cannot delete that we read it.",
    ),
    "ar": (
        "كان هذا هنا ثم اختفى. احتفظت به.",
        "حذفوا هذا. ها هو من جديد.",
        "يمكنكم حذف منشور، لا حذف أننا قرأناه.",
    ),
}
"""In other languages it keeps them to itself."""


def keep(sight: Sight, luck: Luck) -> CapturePost | None:
    """A screenshot of a post of the brand that it has got to."""
    if len(sight.captures) >= MOST_CAPTURES:
        return None
    kept = {(one.shot.post, one.shot.text) for one in sight.captures}
    for post in sight.posts:
        if post.author != sight.brand or not post.up or (post.id, post.text) in kept:
            continue
        due = post.t + luck.between(*TAKES, "keeps", post.id)
        if luck.uniform("keeps", post.id) < KEEPS and sight.t >= due:
            return CapturePost(post=post.id)
    return None


def show(sight: Sight, luck: Luck) -> PublishPost | None:
    """A screenshot of what is gone, once."""
    several = _WORDS.get(sight.language.partition("-")[0].lower())
    gone = _gone(sight)
    own = [post.t for post in sight.posts if post.author in sight.accounts]
    breathless = bool(own) and sight.t < own[-1] + BREATH
    if several is None or gone is None or breathless or not _looks(sight, luck):
        return None
    said = heard(sight)
    text = next((one for one in several if folded(one) not in said), None)
    if text is None:
        return None
    return PublishPost(author=luck.chosen(sight.accounts, "shows", gone.id), text=text, shows=gone.id)


def _gone(sight: Sight) -> Captured | None:
    """A screenshot of a post that is not there any more, and that nobody has shown."""
    posts = {post.id: post for post in sight.posts}
    shown = {post.shows for post in sight.posts if post.shows is not None}
    return next(
        (one for one in sight.captures if one.shot.post not in shown and _is_gone(posts.get(one.shot.post))),
        None,
    )


def _is_gone(post: SeenPost | None) -> bool:
    return post is not None and not post.up


def _looks(sight: Sight, luck: Luck) -> bool:
    """Whether it looks back right now: not at the very second something goes."""
    low, high = NOTICES
    turn = int(sight.t // high)
    return sight.t % high >= luck.between(low, high, "looks back", turn) - 1
