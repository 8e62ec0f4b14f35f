"""What those who see a post do: like it, pass it on, answer it."""

from dataclasses import dataclass

from app.chance import between, poisson

LIKES, REPOSTS, REPLIES, VIEWS, LUCK = range(5)
"""Streams of chance, one per purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How many of a post's readers do what: parts of 1."""

    like: float
    repost: float
    reply: float


def rates(leaning: float, heat: float) -> Rates:
    """Of a post that is not the brand's; anger is passed on, kindness is liked."""
    if leaning < -0.2:
        repost = 0.0035 * (1 - leaning * (0.5 + heat / 100))
        return Rates(like=1.6 * repost, repost=repost, reply=0.5 * repost)
    repost = 0.0018 + 0.001 * max(0.0, leaning)
    return Rates(like=5 * repost, repost=repost, reply=0.35 * repost)


def brand_rates(welcome: float) -> Rates:
    """Of a post of the brand: turned against it, it gets more replies than likes."""
    repost = 0.0012 + 0.0008 * abs(2 * welcome - 1)
    return Rates(like=repost * (0.8 + 4 * welcome), repost=repost, reply=repost * (0.5 + 3 * (1 - welcome)))


def reactions(
    views: float, rates: Rates, key: tuple[int, int, int], minute: int
) -> tuple[int, int, int, int]:
    """Likes, reposts, replies and views that `views` to be expected turn out to be.

    Luck goes with a post for a minute, so that its counters do not all run evenly.

    Args:
        views: how many would see it on average.
        rates: what they do.
        key: the rehearsal's seed, the post's number, the beat's.
        minute: of exercise time.
    """
    seed, post, _ = key
    mean = views * between(0.7, 1.3, seed, post, minute, LUCK)
    return (
        poisson(mean * rates.like, *key, LIKES),
        poisson(mean * rates.repost, *key, REPOSTS),
        poisson(mean * rates.reply, *key, REPLIES),
        poisson(mean, *key, VIEWS),
    )
