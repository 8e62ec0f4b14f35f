"""Counters as they are shown: 1,240 and 1,260 are both 1.2K, so nobody is told of the difference."""

from app.feed.posts import Post


def shown(count: int) -> str:
    """A count as a screen shows it: whole below 1,000, then two or three figures."""
    for size, letter in ((1_000_000, "M"), (1_000, "K")):
        if count >= size:
            tenths = count * 10 // size
            return f"{tenths / 10:g}{letter}" if tenths < 1_000 else f"{tenths // 10}{letter}"
    return str(count)


def figures(post: Post) -> tuple[int, int, int, int]:
    """Likes, reposts, replies and reach of a post, as totals."""
    return (post.likes, post.reposts, post.answers, post.crowd.reach)
