"""What a review says of the crowd: the openings it gave, chips against words, and the facilitator's hand."""

import pytest

from app.crowd.comparing import compare
from app.feed.gist import Gist
from app.feed.intent import STRATEGIES, Intent, Strategy
from app.ids import CONDUCTOR, ChanceId, InjectId, PostId, SeatId
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.review.build import review_of
from app.review.story import Review, ReviewedOpening
from app.review.telling import tell
from tests.airline import BRAND, CAMPAIGN, DIRECTOR
from tests.build import Drill, a_drill, brand, critic, facilitator, observer, started
from tests.everything import everything

ANGRY = "They walked me off the plane for my size."
RULES = "Passengers must comply with our policy. He refused to."
OWNED = "We are sorry. That was our mistake, and we should have known better."
P1, P2 = PostId("p1"), PostId("p2")


def live() -> Drill:
    return a_drill(started(), (critic(), c.PublishPost(author=DIRECTOR, text=ANGRY), 10.0))


def beat(drill: Drill, at: float, *did: c.OpenedChance | c.ClosedChance) -> None:
    """The crowd acts."""
    act = c.ActAsCrowd(
        beat=drill.rehearsal.mood.beat + 1,
        counts=(),
        trust=50,
        heat=50,
        opened=tuple(one for one in did if isinstance(one, c.OpenedChance)),
        closed=tuple(one for one in did if isinstance(one, c.ClosedChance)),
    )
    drill.ask(CONDUCTOR, act, at=at)


def opened(number: int = 1, post: PostId | None = P1, opening: e.Opening = "ally") -> c.OpenedChance:
    return c.OpenedChance(
        chance=ChanceId(f"o{number}"), opening=opening, lasts=600, why="Row 22 speaks up.", post=post
    )


def closed(number: int = 1, *, taken: bool = False, post: PostId | None = None) -> c.ClosedChance:
    return c.ClosedChance(chance=ChanceId(f"o{number}"), taken=taken, post=post)


def said(drill: Drill, text: str, at: float, *strategies: Strategy) -> PostId:
    """The brand posts, with chips; whatever the door would have said."""
    post = drill.rehearsal.feed.next_id()
    intent = Intent(strategies=strategies) if strategies else None
    byline = e.Byline(name="North Air", followers=90_000)
    drill.happened(
        e.PostPublished(
            post=post,
            author=BRAND,
            byline=byline,
            text=text,
            reply_to=P1,
            intent=intent,
            origin=e.Origin(sort="human", seat=brand()),
        ),
        by=brand(),
        at=at,
    )
    return post


def reviewed(drill: Drill) -> Review:
    return review_of(drill.log, compare)


def only_opening(drill: Drill) -> ReviewedOpening:
    (one,) = reviewed(drill).openings
    return one


def test_an_opening_is_told_from_when_it_was_there_until_it_was_gone() -> None:
    drill = live()
    beat(drill, 60, opened())
    one = only_opening(drill)
    assert (one.chance, one.opening, one.t, one.closed_t) == ("o1", "ally", 60.0, None)
    assert (one.post, one.why, one.noticed_t, one.taken, one.taken_by) == (
        P1,
        "Row 22 speaks up.",
        None,
        False,
        None,
    )
    beat(drill, 240, closed(taken=True, post=P1))
    one = only_opening(drill)
    assert (one.closed_t, one.taken, one.taken_by) == (240.0, True, P1)


def test_an_answer_to_what_was_better_left_alone_takes_nothing() -> None:
    drill = live()
    beat(drill, 60, opened(opening="leave_it"))
    answer = said(drill, RULES, 100)
    beat(drill, 110, closed(taken=False, post=answer))
    assert (only_opening(drill).taken, only_opening(drill).taken_by) == (False, None)


def test_what_was_still_left_alone_at_the_end_was_rightly_left_alone() -> None:
    drill = live()
    beat(drill, 60, opened(opening="leave_it"))
    assert (only_opening(drill).taken, only_opening(drill).taken_by) == (True, None)


@pytest.mark.parametrize(
    ("seat", "flag", "at", "noticed"),
    [
        (brand("legal"), c.RaiseFlag(sort="chance", post=P1), 90.0, 90.0),
        (brand("legal"), c.RaiseFlag(sort="chance"), 90.0, 90.0),
        (brand("legal"), c.RaiseFlag(sort="chance", post=P2), 90.0, None),
        (brand("legal"), c.RaiseFlag(sort="mistake", post=P1), 90.0, None),
        (brand("legal"), c.RaiseFlag(sort="chance", post=P1), 50.0, None),
        (brand("legal"), c.RaiseFlag(sort="chance", post=P1), 250.0, None),
        (observer(), c.RaiseFlag(sort="chance", post=P1), 90.0, None),
    ],
)
def test_an_opening_is_noticed_by_a_flag_of_the_brand_while_it_is_there(
    seat: SeatId, flag: c.RaiseFlag, at: float, noticed: float | None
) -> None:
    drill = live()
    drill.ask(critic(2), c.PublishPost(author=CAMPAIGN, text="Shame."), at=20)
    steps = sorted([(60.0, "opens"), (240.0, "closes"), (at, "flag")])
    for when, what in steps:
        if what == "flag":
            drill.ask(seat, flag, at=when)
        else:
            beat(drill, when, opened() if what == "opens" else closed())
    assert only_opening(drill).noticed_t == noticed


def test_the_first_flag_counts() -> None:
    drill = live()
    beat(drill, 60, opened())
    for at in (90, 120):
        drill.ask(brand(), c.RaiseFlag(sort="chance"), at=at)
    assert only_opening(drill).noticed_t == 90.0


def test_chances_of_injects_and_of_the_crowd_are_counted_together() -> None:
    drill = live()
    drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i4")), at=600)
    beat(drill, 610, opened(), opened(2, None, "receipts"))
    drill.ask(brand("legal"), c.RaiseFlag(sort="chance", post=P1), at=620)
    beat(drill, 630, closed(taken=True, post=P1))
    measure = next(one for one in reviewed(drill).measures if one.id == "chances")
    assert (measure.value, measure.note) == ("1 of 3", "1 of 3 noticed")


def test_chips_that_the_words_contradict_are_told_with_the_words() -> None:
    drill = live()
    post = said(drill, RULES, 100, "apology")
    (one,) = reviewed(drill).disagreements
    assert (one.post, one.t, one.chosen) == (post, 100.0, ("apology",))
    assert one.read == ("deflect",)
    assert one.cues
    assert all(cue in RULES for cue in one.cues)
    assert one.sentence == "Meant as apology, it reads as deflect: people believe it less."


def test_chips_that_no_word_bears_out_are_told_as_that() -> None:
    drill = live()
    said(drill, "The gate opens at 6 pm.", 100, "apology")
    (one,) = reviewed(drill).disagreements
    assert (one.read, one.cues) == ((), ())
    assert one.sentence == "Meant as apology, it has no words of that: people believe it less."


def test_words_that_bear_out_their_chips_are_not_told() -> None:
    drill = live()
    said(drill, OWNED, 100, "apology")
    said(drill, RULES, 110)
    assert reviewed(drill).disagreements == ()


def test_words_are_compared_as_they_came_not_as_they_were_edited() -> None:
    drill = live()
    post = said(drill, RULES, 100, "apology")
    drill.happened(e.PostEdited(post=post, text=OWNED), at=130)
    assert [one.post for one in reviewed(drill).disagreements] == [post]


def test_what_a_reader_of_others_read_counts_instead_of_the_lists() -> None:
    drill = live()
    post = said(drill, RULES, 100, "apology")
    weights = tuple(float(one == "apology") for one in STRATEGIES)
    drill.happened(e.PostRead(post=post, gist=Gist(weights=weights)), at=101)
    assert reviewed(drill).disagreements == ()


def test_without_a_crowd_nothing_is_compared() -> None:
    drill = live()
    said(drill, RULES, 100, "apology")
    assert review_of(drill.log).disagreements == ()


def test_every_push_and_every_dial_of_the_facilitator_is_told() -> None:
    drill = live()
    drill.ask(facilitator(), c.ShockCrowd(on="anger", by=-0.3, fades=600, why="Too hot"), at=60)
    drill.ask(facilitator(), c.ShockCrowd(on="truth", by=0.5, fades=None), at=70)
    drill.ask(facilitator(), c.DialCrowd(dial="volume", value=2.5), at=80)
    told = [(one.t, one.what, one.by, one.fades, one.why, one.seat) for one in reviewed(drill).influence]
    assert told == [
        (60.0, "anger", -0.3, 600, "Too hot", facilitator()),
        (70.0, "truth", 0.5, None, "", facilitator()),
        (80.0, "volume", 2.5, None, "", facilitator()),
    ]


def test_a_post_says_what_it_was_meant_as_and_taken_as() -> None:
    drill = live()
    post = said(drill, RULES, 100, "explain")
    drill.ask(facilitator(), c.JudgePost(post=post, intent=Intent(strategies=("deflect",))), at=120)
    posts = {one.id: one for one in reviewed(drill).posts}
    assert posts[post].intent == Intent(strategies=("explain",))
    assert posts[post].judged == Intent(strategies=("deflect",))
    assert (posts[P1].intent, posts[P1].judged) == (None, None)


def test_no_name_of_a_person_is_in_it() -> None:
    drill = everything()
    review = reviewed(drill)
    names = {seat.name for seat in drill.rehearsal.seats.values() if seat.name}
    told = repr((review.openings, review.disagreements, review.influence))
    assert review.openings
    assert review.influence
    assert [name for name in names if name in told] == []


def test_the_story_tells_of_openings_chips_and_hands() -> None:
    drill = live()
    drill.ask(facilitator(), c.ShockCrowd(on="anger", by=0.3, fades=600, why="A second clip"), at=50)
    drill.ask(facilitator(), c.DialCrowd(dial="mood", value=-1), at=51)
    beat(drill, 60, opened(), opened(2, None, "receipts"))
    drill.ask(brand(), c.RaiseFlag(sort="chance"), at=90)
    said(drill, RULES, 100, "apology")
    beat(drill, 240, closed(taken=True, post=P2))
    lines = tell(reviewed(drill)).splitlines()
    facilitators = next(seat.title for seat in drill.rehearsal.seats.values() if seat.id == facilitator())
    assert (
        f"T+00:50  {facilitators} pushes the crowd's anger by +0.3, half gone in 10:00 (A second clip)"
        in lines
    )
    assert f"T+00:51  {facilitators} sets the crowd's mood to -1" in lines
    assert "T+01:00 to T+04:00  Row 22 speaks up: noticed after 00:30, taken by p2." in lines
    assert "T+01:00 to the end  Row 22 speaks up: noticed after 00:30, passed." in lines
    assert "T+01:40  p2: Meant as apology, it reads as deflect: people believe it less." in lines
