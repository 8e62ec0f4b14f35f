"""What each platform lets one do, and how it turns down what it does not."""

from dataclasses import replace

import pytest

from app.feed.platforms import PLATFORMS, PlatformId, WhoReplies
from app.ids import CONDUCTOR, Handle, InjectId, PostId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.moderating import due, marked
from app.scenario.cast import Persona
from app.scenario.msel import Breach
from tests.airline import AIRLINE, BRAND, DIRECTOR, FAN, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, started

HOLDING = "We have seen this and are looking into it. More by 19:30."
EVERYWHERE = replace(AIRLINE, platforms=tuple(PLATFORMS))
P1, P2, P3 = (PostId(f"p{number}") for number in (1, 2, 3))


def on(platform: PlatformId, *, brands: bool = True) -> Drill:
    """A drill with a post of the brand's there and a reply of the critic's; on reviews a review instead."""
    drill = a_drill(started(), scenario=replace(AIRLINE, platform=platform, platforms=tuple(PLATFORMS)))
    if brands:
        drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING))
        drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Well?", reply_to=P1))
    return drill


def homes(*platforms: PlatformId) -> tuple[Persona, ...]:
    """The cast, with the passenger on these platforms alone."""
    return tuple(replace(one, platforms=platforms) if one.handle == FLYER else one for one in AIRLINE.cast)


def test_a_reply_is_where_the_post_is_and_a_quote_from_elsewhere_is_refused() -> None:
    drill = a_drill(started(), scenario=EVERYWHERE)
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Here.", platform="professional"))
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="And there.", reply_to=P1))
    assert drill.rehearsal.feed.posts[P2].platform == "professional"
    here = c.PublishPost(author=FLYER, text="From here", platform="microblog")
    for asked in (replace(here, reply_to=P1), replace(here, quote=P1)):
        refusal = drill.refused(bystander(), asked)
        assert (refusal.code, "on Professional" in refusal.detail) == ("invalid", True)


def test_a_scenario_that_is_on_one_platform_knows_no_other() -> None:
    drill = a_drill(started())
    asked = c.PublishPost(author=FLYER, text="There", platform="forum")
    assert "not on Forum" in drill.refused(bystander(), asked).detail


def test_an_account_posts_likes_and_passes_on_where_it_is_and_nowhere_else() -> None:
    drill = a_drill(started(), scenario=replace(EVERYWHERE, cast=homes("forum")))
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Here."))
    for asked in (
        c.PublishPost(author=FLYER, text="Me too"),
        c.LikePost(post=P1, by=FLYER),
        c.RepostPost(post=P1, by=FLYER),
    ):
        assert "no account on Microblog" in drill.refused(bystander(), asked).detail
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="Me too", platform="forum"))


@pytest.mark.parametrize("platform", ["forum", "reviews"])
def test_where_there_is_no_such_thing_the_brand_is_told_so(platform: PlatformId) -> None:
    drill = on(platform, brands=platform != "reviews")
    if platform == "reviews":
        drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Never again.", stars=1))
        drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=P1))
    ours, theirs = (P2, P1) if platform == "reviews" else (P1, P2)
    name = PLATFORMS[platform].name
    for asked in (
        c.HidePost(post=theirs),
        c.PinPost(post=ours),
        c.LimitPost(post=ours, replies="nobody"),
        c.BlockAccount(handle=DIRECTOR),
    ):
        refusal = drill.refused(brand(), asked)
        assert (refusal.code, name in refusal.detail) == ("invalid", True), asked


def test_only_replies_of_others_below_ones_own_posts_can_be_hidden() -> None:
    drill = on("microblog")
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="Elsewhere"))
    assert drill.refused(brand(), c.HidePost(post=P1)).code == "forbidden"
    assert drill.refused(brand(), c.HidePost(post=P3)).code == "forbidden"
    drill.ask(brand(), c.HidePost(post=P2))
    assert drill.refused(brand(), c.HidePost(post=P2)).code == "conflict"
    (back,) = drill.ask(brand(), c.HidePost(post=P2, on=False))
    assert isinstance(back, e.PostHidden)
    assert back.text == "Well?"


def test_a_hidden_reply_is_gone_for_others_and_there_for_its_author() -> None:
    drill = on("microblog")
    drill.ask(brand(), c.HidePost(post=P2))
    for asked in (c.LikePost(post=P2, by=FLYER), c.PublishPost(author=FLYER, text="So?", reply_to=P2)):
        assert drill.refused(bystander(), asked).code == "not_found"
    drill.ask(critic(), c.EditPost(post=P2, text="Well, then?"))
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Nobody?", reply_to=P2))


def test_a_blocked_account_cannot_reply_to_the_brand_there_and_may_say_so() -> None:
    drill = on("microblog")
    drill.ask(brand(), c.BlockAccount(handle=DIRECTOR))
    reply = c.PublishPost(author=DIRECTOR, text="Answer me.", reply_to=P1)
    assert "has blocked" in drill.refused(critic(), reply).detail
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="They blocked me."))
    drill.ask(brand(), c.BlockAccount(handle=DIRECTOR, on=False))
    drill.ask(critic(), reply)


@pytest.mark.parametrize(
    ("replies", "against", "neutral"),
    [("everyone", True, True), ("followers", False, True), ("nobody", False, False)],
)
def test_who_may_reply_is_as_the_brand_says(replies: WhoReplies, against: bool, neutral: bool) -> None:  # noqa: FBT001
    drill = on("photo")
    if replies != "everyone":
        drill.ask(brand(), c.LimitPost(post=P1, replies=replies))
    for seat, author, may in ((critic(), DIRECTOR, against), (bystander(), FLYER, neutral)):
        asked = c.PublishPost(author=author, text="Me", reply_to=P1)
        assert (drill.ask(seat, asked) if may else drill.refused(seat, asked)) is not None


def test_an_inject_that_may_not_reply_is_posted_on_its_own() -> None:
    msel = (*AIRLINE.msel, replace(AIRLINE.msel[0], id=InjectId("i9"), at=0.0, answers="brand", by=DIRECTOR))
    drill = a_drill(started(), scenario=replace(AIRLINE, msel=msel))
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING))
    drill.ask(brand(), c.BlockAccount(handle=DIRECTOR))
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i9")))
    assert list(drill.rehearsal.feed.posts.values())[-1].reply_to is None


def test_no_more_is_pinned_than_there_is_room_for() -> None:
    drill = on("microblog")
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING.replace("19:30", "19:45")))
    drill.ask(brand(), c.PinPost(post=P1))
    assert drill.refused(brand(), c.PinPost(post=P3)).code == "conflict"
    assert drill.refused(brand(), c.PinPost(post=P2)).code == "not_your_account"
    drill.ask(brand(), c.PinPost(post=P1, on=False))
    drill.ask(brand(), c.PinPost(post=P3))


def test_a_review_has_stars_and_one_reply_of_the_owner_and_stays() -> None:
    drill = on("reviews", brands=False)
    assert drill.refused(critic(), c.PublishPost(author=DIRECTOR, text="Never.")).code == "invalid"
    assert drill.refused(brand(), c.PublishPost(author=BRAND, text=HOLDING)).code == "forbidden"
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="Never again.", stars=1))
    assert (
        "only the owner"
        in drill.refused(bystander(), c.PublishPost(author=FLYER, text="Same.", reply_to=P1)).detail
    )
    drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=P1))
    again = c.PublishPost(author=BRAND, text=HOLDING.replace("19:30", "19:45"), reply_to=P1)
    assert "1 reply to each" in drill.refused(brand(), again).detail
    assert "nothing is deleted" in drill.refused(critic(), c.DeletePost(post=P1)).detail


def test_of_public_reactions_an_account_has_one_at_a_time() -> None:
    drill = on("forum")
    drill.ask(bystander(), c.ReactToPost(post=P1, by=FLYER, reaction="down"))
    events = drill.ask(bystander(), c.LikePost(post=P1, by=FLYER))
    assert [one.kind for one in events] == ["post.reacted", "post.liked"]
    post = drill.rehearsal.feed.posts[P1]
    assert (post.likers, post.downs) == ({FLYER}, 0)
    assert "no save" in drill.refused(bystander(), c.ReactToPost(post=P1, by=FLYER, reaction="save")).detail


def test_a_save_stands_beside_a_like() -> None:
    drill = on("photo")
    drill.ask(bystander(), c.LikePost(post=P1, by=FLYER))
    drill.ask(bystander(), c.ReactToPost(post=P1, by=FLYER, reaction="save"))
    post = drill.rehearsal.feed.posts[P1]
    assert (post.likers, post.reactions["save"]) == ({FLYER}, {FLYER})


def test_a_clip_is_never_edited() -> None:
    drill = on("short_video")
    assert "nothing is edited" in drill.refused(critic(), c.EditPost(post=P2, text="Well??")).detail


def test_a_story_is_there_for_its_day_or_half_the_drill() -> None:
    drill = on("photo")
    drill.ask(bystander(), c.PublishPost(author=FLYER, text="Live", story=True))
    post = drill.rehearsal.feed.posts[P3]
    assert post.expires == min(86_400 / AIRLINE.crowd.audience.physics.pace, 30.0 * AIRLINE.minutes)
    assert drill.refused(CONDUCTOR, c.ExpirePost(post=P3)).code == "conflict"
    assert list(due(drill.rehearsal, post.expires, marked)) == [c.ExpirePost(post=P3)]
    drill.ask(CONDUCTOR, c.ExpirePost(post=P3), at=post.expires)
    assert drill.rehearsal.feed.posts[P3].standing == "expired"


@pytest.mark.parametrize("breaks", ["abuse", None])
def test_a_report_has_its_time_and_removes_only_what_breaks_a_rule(breaks: Breach | None) -> None:
    drill = on("microblog")
    drill.ask(brand(), c.ReportPost(post=P2, why="abuse"))
    answer = c.ModeratePost(post=P2, seat=brand(), text="Well?", breaks=breaks)
    assert drill.refused(CONDUCTOR, answer).code == "conflict"
    events = drill.ask(CONDUCTOR, answer, at=PLATFORMS["microblog"].answers_after)
    assert [one.kind for one in events] == ["report.answered", *(["post.removed"] if breaks else [])]
    assert drill.rehearsal.feed.posts[P2].standing == ("removed" if breaks else "up")
    assert not list(due(drill.rehearsal, 900.0, marked))


def test_a_post_is_reported_once_by_a_seat_and_not_by_its_author() -> None:
    drill = on("microblog")
    drill.ask(bystander(), c.ReportPost(post=P2, why="false"))
    assert drill.refused(bystander(), c.ReportPost(post=P2, why="abuse")).code == "conflict"
    assert drill.refused(critic(), c.ReportPost(post=P2, why="false")).code == "invalid"
    drill.ask(bystander(2), c.ReportPost(post=P2, why="false"))


def test_a_stranger_of_the_crowd_can_be_blocked_and_nobody_cannot() -> None:
    drill = on("microblog")
    assert drill.refused(brand(), c.BlockAccount(handle=Handle("nobody_1"))).code == "not_found"
    drill.ask(brand(), c.BlockAccount(handle=FAN))
