"""Likes and reposts: whether a seat cares for a post, and when it gets to it, is settled once per post."""

from app.crowd.reading import read
from app.ids import Handle
from app.rehearsal.commands import LikePost, PlayerCommand, RepostPost, SendMessage
from app.standins.luck import Luck
from app.standins.speaking import well_said
from app.view.sight import SeenPost, Sight

LOOKS_BACK = 80
"""Posts somebody scrolls through."""
STILL_CARES = 240.0
"""Exercise seconds after which the moment has passed."""
_DIRECT = (
    "Thank you for writing to me. I would rather you said it where everybody reads it.",
    "I got your message. Can I quote you on that?",
    "Good of you to write. What happens next, and when?",
    "I read it. Give me a person to talk to and I will.",
    "Noted. I will believe it when it is public.",
)
"""Answers to direct messages, in English."""


def react(sight: Sight, luck: Luck) -> PlayerCommand | None:
    """A like or a repost that is due, if any."""
    cast = {one.handle for one in sight.cast}
    for post in sight.posts[-LOOKS_BACK:]:
        if not post.up or post.author in sight.accounts or not post.present:
            continue
        care = _care(sight, post, known=post.author in cast)
        account = luck.chosen(post.present, "as", post.id)
        if account not in post.likers and _due(sight, luck, post, "like", care):
            return LikePost(post=post.id, by=account)
        passes_on = sight.rules(post.platform).reposts and account not in post.reposters
        if passes_on and _due(sight, luck, post, "repost", care / 3):
            return RepostPost(post=post.id, by=account)
    return None


def answer_message(sight: Sight, luck: Luck) -> PlayerCommand | None:
    """An answer to the brand's latest direct message, once somebody has had time to read it."""
    if not sight.language.startswith("en"):
        return None
    said = {one.text for one in sight.messages}
    fresh = [text for text in _DIRECT if text not in said]
    for account in sight.accounts:
        ours = [one for one in sight.messages if account in (one.sender, one.to)]
        if not ours or ours[-1].sender == account or not fresh:
            continue
        latest = ours[-1]
        if sight.t >= latest.t + luck.between(30, 90, "message", latest.id):
            text = luck.chosen(fresh, "message words", latest.id)
            return SendMessage(sender=account, to=latest.sender, text=text)
    return None


def _care(sight: Sight, post: SeenPost, *, known: bool) -> float:
    """How likely a like is, 0 to 1."""
    tone = read(post.text, sight.language).tone
    critic = sight.role == "critic"
    if post.author == sight.brand:
        return (0.15 if critic else 0.4) if well_said(post, sight.language) else 0.0
    care = (0.35 if tone <= 0 else 0.1) if critic else (0.25 if tone >= 0 else 0.15)
    return care if known else care / 5


def _due(sight: Sight, luck: Luck, post: SeenPost, what: str, care: float) -> bool:
    if luck.uniform(what, post.id) >= care:
        return False
    age = sight.t - post.t - luck.between(8, 120, what, "when", post.id)
    return 0 <= age < STILL_CARES


def first_named(text: str, handles: tuple[Handle, ...]) -> Handle | None:
    """The first of `handles` a text speaks to."""
    found = [(text.casefold().find(f"@{one.casefold()}"), one) for one in handles]
    return min(((at, one) for at, one in found if at >= 0), default=(0, None))[1]
