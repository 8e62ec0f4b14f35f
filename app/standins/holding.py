"""The holding line: the brand's first word, minutes before it knows more. Each is used once."""

import re
from dataclasses import replace

from app.feed.wording import folded
from app.rehearsal.commands import PlayerCommand, PublishPost
from app.standins.luck import Luck
from app.standins.speaking import heard
from app.standins.targets import unanswered
from app.view.sight import SeenPost, Sight, WarRoomSight

FIRST = (30.0, 90.0)
"""Exercise seconds until the first criticism is noticed and held."""
SILENT = 480.0
"""Silence after which another holding line is due."""
MOST = 3
PROMISED = 20
"""Minutes from a holding line to the time it names."""
_BLANK = re.compile(r"\{([a-z_]+)\}")


def hold(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """A holding line under the most visible criticism, if one is due."""
    spoken = [post for post in sight.posts if post.author == sight.brand]
    held = sum(room.plan.is_holding(post.text) for post in spoken)
    if held >= MOST:
        return None
    waiting = unanswered(sight)
    if spoken:
        if sight.t < spoken[-1].t + SILENT + luck.between(0, 60, "silence", len(spoken)):
            return None
    elif not waiting or sight.t < min(post.t for post in waiting) + luck.between(*FIRST, "first"):
        return None
    if not waiting:
        return None
    for statement in room.plan.holding:
        alone = replace(room.plan, holding=(statement,))
        text = _filled(sight, statement.text, waiting[0])
        if text is None or any(alone.is_holding(post.text) for post in spoken):
            continue
        if alone.is_holding(text) and folded(text) not in heard(sight):
            return PublishPost(author=sight.brand, text=text, reply_to=waiting[0].id)
    return None


def story_time(sight: Sight, minutes_ahead: int) -> str:
    """The clock of the story so many minutes from now, up to the next ten minutes, as 19:10."""
    hours, minutes = (int(part) for part in sight.story_start.partition("T")[2].split(":")[:2])
    total = hours * 60 + minutes + int(sight.t / 60) + minutes_ahead
    total = -(-total // 10) * 10
    return f"{total // 60 % 24:02}:{total % 60:02}"


def _filled(sight: Sight, template: str, post: SeenPost) -> str | None:
    """The statement with its blanks filled in, or None if there is one we cannot fill."""
    account = next((one for one in sight.cast if one.handle == post.author), None)
    person = account is not None and account.sort in ("person", "press")
    values = {
        "name": post.name.split()[0] if person else post.name,
        "handle": f"@{post.author}",
        "time": story_time(sight, PROMISED),
    }
    if any(blank not in values for blank in _BLANK.findall(template)):
        return None
    text = _BLANK.sub(lambda blank: values[blank[1]][:40], template)
    return text if len(text) <= sight.rules(post.platform).post_chars else None
