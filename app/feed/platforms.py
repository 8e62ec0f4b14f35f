"""What each kind of platform allows. The figures are those of the profiles in the manual."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PlatformId = Literal["microblog", "photo", "short_video", "forum", "reviews", "professional"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform's rules: characters a post may have, seconds it may be edited for (None: ever)."""

    id: PlatformId
    name: str
    post_chars: int
    edit_seconds: float | None
    quotes: bool = True
    reposts: bool = True


PLATFORMS: Mapping[PlatformId, Platform] = {
    one.id: one
    for one in (
        Platform(id="microblog", name="Microblog", post_chars=280, edit_seconds=900),
        Platform(id="photo", name="Photo", post_chars=2200, edit_seconds=None, quotes=False),
        Platform(id="short_video", name="Short video", post_chars=300, edit_seconds=0, quotes=False),
        Platform(id="forum", name="Forum", post_chars=10_000, edit_seconds=None, reposts=False),
        Platform(
            id="reviews",
            name="Reviews",
            post_chars=4_000,
            edit_seconds=3600,
            quotes=False,
            reposts=False,
        ),
        Platform(id="professional", name="Professional", post_chars=3_000, edit_seconds=None),
    )
}
