from dataclasses import replace

import pytest

from app.ids import CONDUCTOR, Handle, InjectId, MessageId, PostId
from app.rehearsal.commands import (
    Command,
    DeletePost,
    DeliverInject,
    EditPost,
    LikePost,
    PublishPost,
    RepostPost,
    RetractPost,
    SendMessage,
)
from app.rehearsal.events import (
    Byline,
    MessageSent,
    Origin,
    PostDeleted,
    PostEdited,
    PostLiked,
    PostPublished,
    PostReposted,
    PostRetracted,
    PostUnliked,
    PostUnreposted,
)
from tests.airline import AIRLINE, BRAND, CHIEF, DIRECTOR, DIRECTOR_AGENT, FLYER, PRESS
from tests.build import Drill, a_drill, brand, bystander, critic, facilitator, started

P1, P2 = PostId("p1"), PostId("p2")
HOLDING = "We have seen this and are looking into it. More by 19:30."
ANGRY = PublishPost(author=DIRECTOR, text="They walked me off the plane.")


def stormy() -> Drill:
    """The clock runs, and the critic has posted p1."""
    return a_drill(started(), (critic(), ANGRY, 5.0))


def test_a_critic_posts_as_an_account_of_the_seat() -> None:
    drill = a_drill(started())
    drill.sit(critic())
    assert drill.ask(critic(), ANGRY, at=5) == (
        PostPublished(
            post=P1,
            author=DIRECTOR,
            byline=Byline(name="Jo Marlow", followers=1_600_000),
            text="They walked me off the plane.",
            origin=Origin(sort="human", seat=critic()),
        ),
    )


def test_the_log_knows_a_stand_in_from_a_person() -> None:
    (event,) = a_drill(started()).ask(critic(), ANGRY)
    assert isinstance(event, PostPublished)
    assert event.origin == Origin(sort="standin", seat=critic())


def test_a_critic_cannot_speak_as_the_brand() -> None:
    refusal = a_drill(started()).refused(critic(), PublishPost(author=BRAND, text="All is well."))
    assert refusal.code == "not_your_account"


@pytest.mark.parametrize("author", [FLYER, PRESS, CHIEF, Handle("nobody")])
def test_a_critic_cannot_speak_as_anybody_else(author: Handle) -> None:
    assert a_drill(started()).refused(critic(), replace(ANGRY, author=author)).code == "not_your_account"


def test_a_facilitator_speaks_as_anybody_but_the_brand() -> None:
    drill = a_drill(started())
    (event,) = drill.ask(facilitator(), PublishPost(author=PRESS, text="Breaking."))
    assert isinstance(event, PostPublished)
    assert event.origin == Origin(sort="facilitator", seat=facilitator())
    refusal = drill.refused(facilitator(), PublishPost(author=BRAND, text=HOLDING))
    assert refusal.code == "not_your_account"


def test_a_contact_is_not_on_the_feed() -> None:
    drill = a_drill(started())
    assert drill.refused(facilitator(), PublishPost(author=CHIEF, text="Hello")).code == "invalid"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invalid"),
        (" \n", "invalid"),
        ("x" * 281, "too_long"),
        ("a\x07b", "invalid"),
        ("\ud800", "invalid"),
    ],
)
def test_a_post_is_some_sendable_characters(text: str, code: str) -> None:
    assert a_drill(started()).refused(critic(), replace(ANGRY, text=text)).code == code


def test_the_platform_says_how_long_a_post_is() -> None:
    forum = a_drill(started(), scenario=replace(AIRLINE, platform="forum"))
    assert forum.ask(critic(), replace(ANGRY, text="x" * 10_000))
    assert forum.refused(critic(), replace(ANGRY, text="x" * 10_001)).code == "too_long"


def test_a_reply_and_a_quote_name_a_post_that_is_up() -> None:
    drill = stormy()
    drill.ask(bystander(), PublishPost(author=FLYER, text="I saw it.", reply_to=P1), at=9)
    drill.ask(bystander(), PublishPost(author=FLYER, text="This.", quote=P1), at=10)
    post = drill.rehearsal.feed.posts[P1]
    assert (post.answers, post.reposts, post.replies) == (1, 1, [P2])
    nowhere = PublishPost(author=FLYER, text="?", reply_to=PostId("p9"))
    assert drill.refused(bystander(), nowhere).code == "not_found"
    drill.ask(critic(), DeletePost(post=P1))
    assert drill.refused(bystander(), PublishPost(author=FLYER, text="?", quote=P1)).code == "not_found"


def test_some_platforms_have_no_quotes_and_no_reposts() -> None:
    review = replace(ANGRY, stars=1)
    drill = a_drill(started(), (critic(), review), scenario=replace(AIRLINE, platform="reviews"))
    assert drill.refused(bystander(), replace(review, author=FLYER, quote=P1)).code == "invalid"
    assert drill.refused(bystander(), RepostPost(post=P1, by=FLYER)).code == "invalid"


def test_the_brand_says_only_holding_statements_without_approval() -> None:
    drill = stormy()
    (event,) = drill.ask(brand(), PublishPost(author=BRAND, text=HOLDING, posture="initiates"))
    assert isinstance(event, PostPublished)
    assert event.posture == "initiates"
    refusal = drill.refused(brand(), PublishPost(author=BRAND, text="It was his own fault."))
    assert refusal.code == "needs_approval"


def test_a_holding_statement_with_its_blank_left_open_is_none() -> None:
    text = "We have seen this and are looking into it. More by ."
    assert stormy().refused(brand(), PublishPost(author=BRAND, text=text)).code == "needs_approval"


def test_posture_is_the_brands_alone() -> None:
    (event,) = a_drill(started()).ask(critic(), replace(ANGRY, posture="defends"))
    assert isinstance(event, PostPublished)
    assert event.posture is None


def test_five_posts_in_ten_seconds_are_enough() -> None:
    drill = a_drill(started(), *((critic(), replace(ANGRY, text=f"Line {one}"), one) for one in range(5)))
    refusal = drill.refused(critic(), ANGRY, at=5)
    assert (refusal.code, refusal.retry, refusal.after_ms) == ("rate_limited", "after", 5_000)
    assert drill.ask(critic(), ANGRY, at=10)


def test_a_facilitator_is_not_held_up() -> None:
    drill = a_drill(started())
    for number in range(9):
        drill.ask(facilitator(), PublishPost(author=PRESS, text=f"Headline {number}"))


def test_an_own_post_is_edited_in_its_first_minutes() -> None:
    drill = stormy()
    edited = drill.ask(critic(), EditPost(post=P1, text="They walked me off. Politely."), at=800)
    assert edited == (PostEdited(post=P1, text="They walked me off. Politely."),)
    assert drill.rehearsal.feed.posts[P1].edited_t == 800.0
    assert drill.refused(critic(), EditPost(post=P1, text="Too late"), at=906).code == "forbidden"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (EditPost(post=P1, text="They walked me off the plane."), "invalid"),
        (EditPost(post=P1, text=" "), "invalid"),
        (EditPost(post=PostId("p7"), text="?"), "not_found"),
    ],
)
def test_an_edit_changes_a_post_that_is_there(command: Command, code: str) -> None:
    assert stormy().refused(critic(), command).code == code


def test_nobody_edits_or_deletes_what_another_account_said() -> None:
    drill = stormy()
    assert drill.refused(bystander(), EditPost(post=P1, text="I love it")).code == "not_your_account"
    assert drill.refused(bystander(), DeletePost(post=P1)).code == "not_your_account"
    assert drill.refused(brand(), DeletePost(post=P1)).code == "not_your_account"


def test_the_brand_cannot_slip_in_new_words_by_an_edit() -> None:
    drill = a_drill(started(), (brand(), PublishPost(author=BRAND, text=HOLDING)))
    assert drill.refused(brand(), EditPost(post=P1, text="He lies.")).code == "needs_approval"
    later = HOLDING.replace("19:30", "20:00")
    assert drill.ask(brand(), EditPost(post=P1, text=later)) == (PostEdited(post=P1, text=later),)


def test_a_deleted_post_keeps_its_place_and_is_deleted_once() -> None:
    drill = stormy()
    assert drill.ask(critic(), DeletePost(post=P1), at=60) == (PostDeleted(post=P1),)
    post = drill.rehearsal.feed.posts[P1]
    assert (post.standing, post.gone_t) == ("deleted", 60.0)
    assert drill.refused(critic(), DeletePost(post=P1)).code == "not_found"
    (event,) = drill.ask(critic(), replace(ANGRY, text="Once more."))
    assert isinstance(event, PostPublished)
    assert event.post == P2


def test_a_facilitator_takes_any_post_back() -> None:
    drill = stormy()
    assert drill.ask(facilitator(), RetractPost(post=P1)) == (PostRetracted(post=P1),)
    assert drill.refused(facilitator(), RetractPost(post=P1)).code == "not_found"
    assert drill.refused(bystander(), LikePost(post=P1, by=FLYER)).code == "not_found"


def test_an_account_likes_and_reposts_once_and_can_take_it_back() -> None:
    drill = stormy()
    for on, off, done, undone in (
        (
            LikePost(post=P1, by=FLYER),
            LikePost(post=P1, by=FLYER, on=False),
            PostLiked(post=P1, by=FLYER),
            PostUnliked(post=P1, by=FLYER),
        ),
        (
            RepostPost(post=P1, by=FLYER),
            RepostPost(post=P1, by=FLYER, on=False),
            PostReposted(post=P1, by=FLYER),
            PostUnreposted(post=P1, by=FLYER),
        ),
    ):
        assert drill.refused(bystander(), off).code == "conflict"
        assert drill.ask(bystander(), on) == (done,)
        assert drill.refused(bystander(), on).code == "conflict"
        assert drill.ask(bystander(), off) == (undone,)
    assert (drill.rehearsal.feed.posts[P1].likes, drill.rehearsal.feed.posts[P1].reposts) == (0, 0)


def test_nobody_likes_or_reposts_as_somebody_else() -> None:
    drill = stormy()
    for command in (LikePost(post=P1, by=DIRECTOR), RepostPost(post=P1, by=BRAND)):
        assert drill.refused(bystander(), command).code == "not_your_account"


def test_a_message_goes_from_an_own_account_to_another_one() -> None:
    drill = a_drill(started())
    message = SendMessage(sender=DIRECTOR, to=BRAND, text="Call me.")
    assert drill.ask(critic(), message) == (
        MessageSent(
            message=MessageId("m1.jo_marlow.northair"),
            sender=DIRECTOR,
            to=BRAND,
            text="Call me.",
            origin=Origin(sort="standin", seat=critic()),
        ),
    )
    for wrong, code in (
        (replace(message, sender=DIRECTOR_AGENT, to=DIRECTOR_AGENT), "invalid"),
        (replace(message, to=Handle("nobody")), "not_found"),
        (replace(message, sender=FLYER), "not_your_account"),
        (replace(message, text="x" * 1_001), "too_long"),
    ):
        assert drill.refused(critic(), wrong).code == code


def test_the_number_of_a_message_tells_nothing_about_other_people() -> None:
    drill = a_drill(started(), (CONDUCTOR, DeliverInject(inject=InjectId("i2")), 120.0))
    drill.ask(brand(), SendMessage(sender=BRAND, to=CHIEF, text="On it."))
    (event,) = drill.ask(critic(), SendMessage(sender=DIRECTOR, to=BRAND, text="Call me."))
    assert isinstance(event, MessageSent)
    assert event.message == "m1.jo_marlow.northair"
