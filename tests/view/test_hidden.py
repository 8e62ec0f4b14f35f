"""A reply the brand hides: nobody who may not read it is sent a word of it while it is hidden."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ids import PostId, View
from app.rehearsal import commands as c
from app.rehearsal.seats import seat_view
from app.rehearsal.state import Rehearsal
from tests.airline import BRAND, DIRECTOR, FLYER
from tests.build import Drill, a_drill, brand, bystander, critic, observer, started
from tests.everything import HOLDING
from tests.view.showing import frames_of, snapshot_of, views_of

REPLY = PostId("p2")
READERS = {View("brand"), View("observer"), View("facilitator"), seat_view(critic())}
ACTS = st.lists(st.sampled_from(("hide", "edit", "like", "answer", "report", "other")), max_size=14)


def word(number: int) -> str:
    return f"[version {number}]"


class History:
    """One reply, hidden and shown again and again, and which of its versions were ever public."""

    def __init__(self) -> None:
        self.drill: Drill = a_drill(started())
        self.drill.ask(brand(), c.PublishPost(author=BRAND, text=HOLDING))
        self.drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=word(0), reply_to=PostId("p1")))
        self.version, self.public = 0, {0}

    @property
    def hidden(self) -> bool:
        return self.drill.rehearsal.feed.posts[REPLY].hidden

    def do(self, act: str, turn: int) -> None:
        at = 20.0 * (turn + 1)
        match act:
            case "hide":
                self.drill.ask(brand(), c.HidePost(post=REPLY, on=not self.hidden), at=at)
            case "edit":
                self.version += 1
                self.drill.ask(critic(), c.EditPost(post=REPLY, text=word(self.version)), at=at)
            case "like":
                own = self.drill.rehearsal.feed.posts[REPLY].likers
                self.drill.ask(critic(), c.LikePost(post=REPLY, by=DIRECTOR, on=DIRECTOR not in own), at=at)
            case "answer":
                self.drill.ask(critic(), c.PublishPost(author=DIRECTOR, text="So?", reply_to=REPLY), at=at)
            case "report" if (REPLY, brand()) not in self.drill.rehearsal.reports:
                self.drill.ask(brand(), c.ReportPost(post=REPLY, why="false"), at=at)
            case _:
                self.drill.ask(bystander(), c.PublishPost(author=FLYER, text="Hm."), at=at)
        if not self.hidden:
            self.public.add(self.version)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_nobody_is_sent_what_was_written_while_it_was_hidden(acts: list[str]) -> None:
    history = History()
    for turn, act in enumerate(acts):
        history.do(act, turn)
        now = history.drill.rehearsal
        for view in set(views_of(now)) - READERS:
            snapshot = snapshot_of(now, view)
            shown = word(history.version).encode() in snapshot
            assert shown == (not history.hidden and not view.startswith("seat:")), (acts[: turn + 1], view)
    sent = {view: b"\n".join(frames_of(history.drill.log, view)) for view in views_of(now_of(history))}
    for version in range(history.version + 1):
        for view in sent.keys() - READERS:
            if version not in history.public:
                assert word(version).encode() not in sent[view], (acts, view)


def now_of(history: History) -> Rehearsal:
    return history.drill.rehearsal


@given(ACTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_brand_the_author_and_staff_go_on_reading_it(acts: list[str]) -> None:
    history = History()
    for turn, act in enumerate(acts):
        history.do(act, turn)
    for view in (View("brand"), View("observer"), View("facilitator")):
        assert word(history.version).encode() in snapshot_of(history.drill.rehearsal, view)
    own = snapshot_of(history.drill.rehearsal, seat_view(critic()))
    assert (word(history.version).encode() in own) == history.hidden


def test_another_critic_reads_no_more_of_it_than_a_bystander() -> None:
    history = History()
    history.do("hide", 0)
    history.do("edit", 1)
    for view in (View("critic"), seat_view(critic(2)), seat_view(observer())):
        assert word(1).encode() not in snapshot_of(history.drill.rehearsal, view)
        assert not any(word(1).encode() in frame for frame in frames_of(history.drill.log, view))
