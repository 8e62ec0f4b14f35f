from dataclasses import replace

from app.ids import Handle, PostId, SeatId
from app.standins.speaking import lines_used, reply_line, top_line
from app.standins.targets import meant_for, unanswered
from app.view.sight import SeenPost, Sight, see
from tests.airline import BRAND, DIRECTOR, FAN, FLYER, PRESS
from tests.build import a_drill, brand, bystander, critic, started


def post(
    number: int, author: Handle, text: str, *, reach: int = 0, reply_to: PostId | None = None
) -> SeenPost:
    return SeenPost(
        id=PostId(f"p{number}"),
        author=author,
        name=author,
        followers=100,
        text=text,
        t=10.0 * number,
        up=True,
        reply_to=reply_to,
        quote=None,
        reach=reach,
        shows=None,
        likers=frozenset(),
        reposters=frozenset(),
        platform="microblog",
        voices=(FLYER,),
        present=(FLYER,),
    )


def sight_of(seat: SeatId, lines: tuple[str, ...], *posts: SeenPost) -> Sight:
    rehearsal = a_drill(started()).rehearsal
    return replace(see(rehearsal, rehearsal.seats[seat], 100.0), lines=lines, posts=posts)


def test_a_line_that_anybody_has_said_is_passed_over() -> None:
    sight = sight_of(critic(), ("Who decided?", "Still here."), post(1, FAN, "who DECIDED"))
    assert top_line(sight) == "Still here."
    assert lines_used(sight) == 0


def test_a_line_with_a_name_in_it_is_said_to_one_only() -> None:
    lines = ("@{handle} got a source for that?",)
    sight = sight_of(bystander(), lines, post(1, FAN, "I heard he shouted."), post(2, PRESS, "More soon."))
    said = reply_line(sight, sight.posts[0])
    assert said == f"@{FAN} got a source for that?"
    sight = replace(sight, posts=(*sight.posts, post(3, FLYER, said)))
    assert lines_used(sight) == 1
    assert reply_line(sight, sight.posts[1]) is None


def test_a_line_about_an_answer_waits_for_one_and_fits_it() -> None:
    lines = ("That read like it was approved by eleven people.", "Have to say, that was a decent reply.")
    good = post(2, BRAND, "We got this wrong and we are sorry. From now on we ask in private.")
    bad = post(2, BRAND, "Our policy applies to all passengers.")
    sight = sight_of(bystander(), lines)
    assert top_line(sight) is None
    assert reply_line(sight, good) == lines[1]
    assert reply_line(sight, bad) == lines[0]


def test_a_critic_keeps_sharp_words_for_the_brand() -> None:
    lines = ("@{handle} read it again. Slowly.", "@{handle} thank you for that.")
    sight = sight_of(critic(), lines, post(1, FAN, "I was there."))
    assert reply_line(sight, sight.posts[0]) == f"@{FAN} thank you for that."


def test_a_line_too_long_for_the_platform_is_not_said() -> None:
    assert top_line(sight_of(critic(), ("a" * 281, "Short."))) == "Short."


def test_the_most_visible_question_is_answered_first_and_once() -> None:
    small = post(1, FLYER, "Who decided?", reach=400)
    large = post(2, DIRECTOR, "Who decided?", reach=90_000)
    stranger = post(3, Handle("somebody12"), "Who decided?", reach=900_000)
    sight = sight_of(brand(), (), small, large, stranger)
    assert [one.id for one in unanswered(sight)] == [large.id, small.id]
    answer = post(4, BRAND, "We did.", reply_to=large.id)
    sight = replace(sight, posts=(*sight.posts, answer))
    assert [one.id for one in unanswered(sight)] == [small.id]


def test_a_line_knows_whom_it_speaks_to() -> None:
    sight = sight_of(brand(), ())
    assert meant_for(sight, f"@{FLYER} thank you for telling us.") == FLYER
    assert meant_for(sight, "Jo, we got the order wrong.") == DIRECTOR
    assert meant_for(sight, "We got the order wrong.") is None
