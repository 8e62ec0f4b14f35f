"""What people marked, and what rules found: the same thing once."""

import pytest

from app.ids import DraftId, PostId
from app.rehearsal import commands as c
from app.review.findings.finding import Finding
from tests.build import Drill, brand, facilitator, observer
from tests.review.findings.pairing import findings_of, live

D1 = DraftId("d1")
MISTAKE = c.RaiseFlag(sort="mistake", text="Legal never saw it")


def broke_the_glass() -> Drill:
    """p2 goes out unapproved at 100 s."""
    drill = live()
    drill.ask(brand(), c.OpenDraft(text="We turned you away and should not have."), at=95)
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="On air"), at=100)
    return drill


def unapproved(drill: Drill) -> Finding:
    (one,) = findings_of(drill, "unapproved")
    return one


def test_what_nobody_marked_was_noticed_by_nobody() -> None:
    one = unapproved(broke_the_glass())
    assert (one.seen, one.noticed_t, one.noticed_by, one.standing) == ((), None, None, "suggested")


def test_the_brands_own_flag_is_when_it_was_noticed() -> None:
    drill = broke_the_glass()
    drill.ask(observer(), c.WriteNote(text="No Legal", tag="mistake", post=PostId("p2")), at=110)
    drill.ask(brand("legal"), MISTAKE, at=150)
    one = unapproved(drill)
    assert [(seen.seat, seen.t) for seen in one.seen] == [(observer(), 110.0), (brand("legal"), 150.0)]
    assert (one.noticed_t, one.noticed_by) == (150.0, brand("legal"))


@pytest.mark.parametrize(("at", "alone"), [(100.0, 0), (340.0, 0), (340.001, 1)])
def test_a_mark_on_no_post_belongs_to_a_moment_near_it(at: float, alone: int) -> None:
    drill = broke_the_glass()
    drill.ask(brand("legal"), MISTAKE, at=at)
    assert unapproved(drill).noticed_t == (None if alone else at)
    assert len(findings_of(drill, "marked_mistake")) == alone


def test_a_mark_on_the_post_belongs_to_it_whenever_it_was_made() -> None:
    drill = broke_the_glass()
    drill.ask(brand("legal"), c.RaiseFlag(sort="mistake", post=PostId("p2")), at=2_000)
    assert unapproved(drill).noticed_t == 2_000.0


@pytest.mark.parametrize("flag", [c.RaiseFlag(sort="chance"), c.RaiseFlag(sort="mistake", post=PostId("p1"))])
def test_a_mark_of_another_sort_or_on_another_post_is_a_finding_of_its_own(flag: c.RaiseFlag) -> None:
    drill = broke_the_glass()
    drill.ask(brand("legal"), flag, at=110)
    assert unapproved(drill).seen == ()
    alone = [one for one in findings_of(drill) if one.rule.startswith("marked")]
    assert [(one.sort, one.noticed_by, one.confidence) for one in alone] == [
        ("mistake" if flag.sort == "mistake" else "opportunity", brand("legal"), "possible")
    ]


def test_a_remark_or_a_question_is_no_mark() -> None:
    drill = broke_the_glass()
    drill.ask(facilitator(), c.WriteNote(text="Who has the clock?", tag="question"), at=110)
    drill.ask(facilitator(), c.WriteNote(text="Calm in there", tag="note"), at=111)
    assert unapproved(drill).seen == ()
    assert [one for one in findings_of(drill) if one.rule.startswith("marked")] == []


def test_a_mark_made_at_leisure_counts_from_when_it_was_seen() -> None:
    drill = broke_the_glass()
    note = c.WriteNote(text="No Legal", tag="mistake", noticed=120.0)
    drill.ask(observer(), note, at=900)
    assert [seen.t for seen in unapproved(drill).seen] == [120.0]
