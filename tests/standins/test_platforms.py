"""Stand-ins act only where their accounts are, in the forms each platform has."""

from dataclasses import replace

import pytest

from app.feed.platforms import PLATFORMS, PlatformId
from app.headless import Cast, Drill, conduct
from app.live.company import no_crowd
from app.standins.play import moves
from tests.airline import AIRLINE, DIRECTOR, FLYER

HOMES: dict[str, tuple[PlatformId, ...]] = {DIRECTOR: ("forum", "reviews"), FLYER: ("short_video",)}
CAST = tuple(replace(one, platforms=HOMES.get(one.handle, ())) for one in AIRLINE.cast)


@pytest.mark.parametrize("main", ["microblog", "reviews", "forum"])
def test_a_stand_in_is_never_turned_down_for_where_it_posts(main: PlatformId) -> None:
    scenario = replace(AIRLINE, cast=CAST, platform=main, platforms=tuple(PLATFORMS), msel=())
    drill = Drill(scenario, seed=11)
    drill.start()
    for _ in conduct(drill, Cast(crowd=no_crowd, standins=moves), every=2.0, until=900.0):
        continue
    posts = drill.rehearsal.feed.posts.values()
    assert [(who, refusal.detail) for _, who, _, refusal in drill.refused] == []
    for handle, homes in HOMES.items():
        assert {one.platform for one in posts if one.author == handle} <= set(homes)
    for one in posts:
        for by in one.likers | one.reposters:
            assert one.platform in HOMES.get(by, (one.platform,))
        assert (one.stars is not None) == (one.platform == "reviews" and one.reply_to is None)
    assert [one for one in posts if one.author in HOMES]
