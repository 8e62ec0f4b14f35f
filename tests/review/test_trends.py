"""Many drills told together, and two beside each other: from their digests alone."""

from dataclasses import replace
from typing import Literal

import pytest

from app.exchange.trends_sheet import write_trends
from app.ids import CONDUCTOR, AssumptionId, PostId
from app.rehearsal import commands as c
from app.review.build import review_of
from app.review.digest import Digest, Spoken, Tally, Wager, digest_of
from app.review.figures import KINDS, Figure, FigureId
from app.review.side_by_side import SideBySide, side_by_side
from app.review.trends import Wanted, course, trends
from app.review.weighed import Bet
from app.store.digest_file import digest_version, read_digest, write_digest
from tests.airline import AIRLINE, BRAND
from tests.build import a_drill, brand, facilitator, started
from tests.everything import everything

Value = float | None
ASKS = next(one for one in AIRLINE.msel if one.expected is not None and one.channel == "feed")
P1 = PostId("p1")
HOLDING = "We have seen this and are looking into it. More by 19:30."


def tally(rule: str, count: int = 1, sort: Literal["mistake", "opportunity"] = "mistake") -> Tally:
    return Tally(rule=rule, sort=sort, title=rule.title(), definition="When.", count=count, taken=0)


def wager(name: str, verdict: Bet) -> Wager:
    return Wager(id=AssumptionId(name), statement=f"{name} holds", verdict=verdict)


def spoken(topic: str, posts: int = 1, tactic: Literal["ask", "rally"] = "ask") -> Spoken:
    return Spoken(topic=topic, stance="against", tactic=tactic, posts=posts, answered=False)


def a_digest(number: int = 1, **differs: object) -> Digest:
    """Drill `number`, an hour of a storm in which nothing was found; and what differs in it."""
    plain = Digest(
        rehearsal=f"r{number}",
        title="Too wide",
        scenario="too-wide",
        brand="Meridian Air",
        platform="Microblog",
        plan=1,
        mode="room",
        hard=False,
        started_at=number * 1_000_000,
        length=3600.0,
        people=4,
        entries=100,
        figures=tuple(Figure(id=kind.id, value=1.0, of=5) for kind in KINDS),
        tallies=(),
        wagers=(),
        topics=(("seat", "The seat policy"), ("crew", "Crew and staff")),
        fields=(),
    )
    return replace(plain, **differs)  # type: ignore[arg-type]


def with_figure(digest: Digest, name: FigureId, value: Value, of: int = 5) -> Digest:
    figures = (Figure(id=name, value=value, of=of) if one.id == name else one for one in digest.figures)
    return replace(digest, figures=tuple(figures))


def paired(found: SideBySide, name: FigureId) -> tuple[Value, bool | None, bool]:
    one = next(one for one in found.figures if one.kind.id == name)
    return one.change, one.better, one.comparable


def test_a_drills_digest_says_what_its_review_says() -> None:
    log = everything().log
    review, digest = review_of(log), digest_of(log)
    assert [one.id for one in digest.figures] == [kind.id for kind in KINDS]
    mistakes = [one for one in review.findings if one.sort == "mistake" and one.standing != "rejected"]
    assert sum(one.count for one in digest.tallies if one.sort == "mistake") == len(mistakes)
    value = {one.id: one.value for one in digest.figures}
    assert value["mistakes"] == len(mistakes)
    said = {one.id: one.value for one in review.measures}
    assert said["mentions"] == ("–" if value["mentions"] is None else f"{int(100 * value['mentions'])} %")
    in_time = next(one for one in digest.figures if one.id == "in_time")
    assert said["answers"] == f"{round((in_time.value or 0) * in_time.of)} of {in_time.of}"
    assert {one.verdict for one in digest.wagers} == {one.verdict for one in review.bets}


def test_a_team_that_answers_sooner_has_a_shorter_time_to_respond() -> None:
    def answered(after: float) -> Digest:
        drill = a_drill(started())
        drill.ask(CONDUCTOR, c.DeliverInject(inject=ASKS.id), at=10)
        drill.ask(brand(), c.RaiseFlag(sort="mistake", post=P1), at=10 + after / 2)
        drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING, reply_to=P1), at=10 + after)
        drill.ask(facilitator(), c.EndClock(), at=900)
        return digest_of(drill.log)

    slow, fast = ({one.id: one.value for one in answered(after).figures} for after in (120.0, 40.0))
    assert (slow["respond"], fast["respond"]) == (120.0, 40.0)
    assert (slow["notice"], fast["notice"]) == (60.0, 20.0)


def test_a_digest_comes_back_from_its_bytes_and_its_version_is_that_of_the_rules() -> None:
    digest = digest_of(everything().log)
    assert read_digest(write_digest(digest)) == digest
    assert digest_version() == digest_version()
    assert len(digest_version()) == 32


def test_drills_stand_in_order_of_time_and_each_says_what_it_met_for_the_first_time() -> None:
    first = a_digest(1, fields=(spoken("seat", 3),))
    second = a_digest(2, fields=(spoken("seat", 2), spoken("crew", 1, "rally")))
    told = trends([second, first])
    assert [one.rehearsal for one in told.drills] == ["r1", "r2"]
    assert [(one.met, one.fresh, one.met_by_then) for one in told.drills] == [(1, 1, 1), (2, 1, 2)]
    seat, crew = told.topics
    assert [(one.posts, one.drills, one.newest) for one in seat.fields] == [(5, 2, True)]
    assert [(one.tactic, one.posts, one.drills) for one in crew.fields] == [("rally", 1, 1)]
    assert told.possible == 2 * 8 * 3
    assert ("ask", "against") not in told.never
    assert ("leak", "for") in told.never
    assert len(told.never) == 24 - 2


def test_topics_of_one_name_are_one_whatever_their_scenario() -> None:
    other = a_digest(2, scenario="recall", topics=(("x", "the seat POLICY"),), fields=(spoken("x", 4),))
    told = trends([a_digest(1, fields=(spoken("seat"),)), other])
    assert [one.posts for topic in told.topics for one in topic.fields] == [5]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((2,), "new"), ((0, 1), "new"), ((1, 0, 2), "again"), ((3, 0), "gone"), ((3, 0, 0), "past")],
)
def test_a_mistake_is_new_comes_again_or_is_gone(counts: tuple[int, ...], expected: str) -> None:
    assert course(counts) == expected


def test_what_comes_again_stands_first_with_its_count_in_every_drill() -> None:
    told = trends([
        a_digest(1, tallies=(tally("late", 2), tally("troll"))),
        a_digest(2, tallies=(tally("late"), tally("copied", 3), tally("offer", 1, "opportunity"))),
    ])  # fmt: skip
    assert [(one.rule, one.counts, one.course) for one in told.rules] == [
        ("late", (2, 1), "again"),
        ("copied", (0, 3), "new"),
        ("troll", (1, 0), "gone"),
        ("offer", (0, 1), "new"),
    ]


def test_an_assumption_is_followed_through_the_drills_of_its_own_scenario() -> None:
    told = trends([
        a_digest(1, wagers=(wager("a1", "broken"),)),
        a_digest(2, scenario="recall", wagers=(wager("a1", "held"),)),
        a_digest(3, wagers=(wager("a1", "held"),)),
    ])  # fmt: skip
    assert [(one.scenario, one.verdicts) for one in told.wagers] == [
        ("recall", (None, "held", None)),
        ("too-wide", ("broken", None, "held")),
    ]


def test_drills_are_chosen_by_scenario_brand_plan_and_mode_and_choices_stay() -> None:
    every = [
        a_digest(1),
        a_digest(2, scenario="recall", title="Recall", brand="Nordholm"),
        a_digest(3, plan=2, mode="solo"),
    ]
    for wanted, expected in (
        (Wanted(), ["r1", "r2", "r3"]),
        (Wanted(scenario="recall"), ["r2"]),
        (Wanted(brand="Meridian Air"), ["r1", "r3"]),
        (Wanted(plan=2), ["r3"]),
        (Wanted(mode="room"), ["r1", "r2"]),
        (Wanted(scenario="none"), []),
    ):
        told = trends(every, wanted)
        assert [one.rehearsal for one in told.drills] == expected
        assert [(one.id, one.drills) for one in told.scenarios] == [("recall", 1), ("too-wide", 2)]
    assert [one.title for one in trends(every).plans] == ["Version 1", "Version 2"]


def test_of_two_drills_the_better_is_said_by_what_the_figure_is() -> None:
    one, other = with_figure(a_digest(1), "respond", 300.0), with_figure(a_digest(2), "respond", 120.0)
    assert paired(side_by_side(one, other), "respond") == (-180.0, True, True)
    assert paired(side_by_side(other, one), "respond") == (180.0, False, True)
    more = with_figure(a_digest(2), "mentions", 0.5)
    assert paired(side_by_side(more, a_digest(1)), "mentions") == (0.5, True, True)
    assert paired(side_by_side(one, with_figure(a_digest(2), "respond", 305.0)), "respond")[1] is None


def test_what_cannot_be_compared_is_said_and_not_judged() -> None:
    one = a_digest(1, wagers=(wager("a1", "held"),), tallies=(tally("late"),))
    other = a_digest(2, scenario="recall", platform="Forum", length=600.0, people=1, wagers=one.wagers)
    found = side_by_side(one, with_figure(other, "held", 0.1))
    assert paired(found, "held") == (-0.9, None, False)
    assert not paired(found, "mistakes")[2]
    assert found.wagers == ()
    assert not found.same
    said = " ".join(found.cautions)
    for word in (
        "different scenarios",
        "Microblog and Forum",
        "one person in the other",
        "60 and 10 minutes",
    ):
        assert word in said
    nothing = side_by_side(one, with_figure(a_digest(2), "facts", None, 0))
    assert paired(nothing, "facts") == (None, None, False)


def test_the_same_scenario_with_another_plan_says_so_and_compares() -> None:
    one = a_digest(1, wagers=(wager("a1", "broken"),), fields=(spoken("seat"), spoken("crew")))
    other = a_digest(
        2, plan=2, wagers=(wager("a1", "held"), wager("a2", "untested")), fields=(spoken("seat"),)
    )
    found = side_by_side(one, other)
    assert found.cautions == ("The plan was changed in between, from version 1 to 2.",)
    assert [(each.one, each.other) for each in found.wagers] == [("broken", "held"), (None, "untested")]
    assert found.met == (1, 1, 0)


def test_the_sheet_has_a_row_for_each_drill_and_says_what_its_columns_mean() -> None:
    run = with_figure(a_digest(2, title="=cmd()"), "mentions", 0.25)
    text = write_trends(trends([a_digest(1), run])).decode()
    lines = text.splitlines()
    assert lines[0].endswith("EXERCISE EXERCISE EXERCISE")
    assert any(line.strip('"').startswith("Time to notice: From") for line in lines)
    assert ",25.0,5," in lines[-1]
    assert ",=cmd()" not in text
