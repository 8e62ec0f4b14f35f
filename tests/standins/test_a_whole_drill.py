"""Forty minutes with nobody there: stand-ins, crowd and MSEL together, through the players' door."""

from collections import Counter
from itertools import pairwise
from statistics import fmean

import pytest
from pydantic import TypeAdapter

from app.crowd.showing import MOST, PER_MINUTE
from app.feed.posts import Post
from app.feed.wording import folded
from app.ids import SeatId
from app.rehearsal.entry import Entry
from app.rehearsal.evolve import fold
from app.rehearsal.state import Rehearsal
from tests.standins.headless import Headless, headless, shipped

END = 2_400.0
LOG_BYTES = 2_000_000


@pytest.fixture(scope="module")
def whole() -> Headless:
    return headless(shipped()).run(END)


@pytest.fixture(scope="module")
def after(whole: Headless) -> Rehearsal:
    return whole.drill.rehearsal


def posts_of(rehearsal: Rehearsal, sort: str, seat: str | None = None) -> list[Post]:
    return [
        post
        for post in rehearsal.feed.posts.values()
        if rehearsal.origins[post.id].sort == sort and seat in (None, rehearsal.origins[post.id].seat)
    ]


def seats_of(rehearsal: Rehearsal, role: str) -> list[SeatId]:
    return [seat.id for seat in rehearsal.seats.values() if seat.role == role]


def test_nothing_a_stand_in_asks_for_is_refused(whole: Headless) -> None:
    assert not whole.refused


def test_critics_and_bystanders_take_their_time(after: Rehearsal) -> None:
    for role, apart, mean in (("critic", 20, 45), ("bystander", 100, 110)):
        for seat in seats_of(after, role):
            times = [post.t for post in posts_of(after, "standin", seat)]
            gaps = [later - sooner for sooner, later in pairwise(times)]
            assert min(gaps) >= apart
            assert fmean(gaps) >= mean


def test_nobody_ever_repeats_a_text(after: Rehearsal) -> None:
    for texts in (
        [post.text for post in after.feed.posts.values()],
        [line.text for line in after.chat],
        [one.text for one in after.messages],
    ):
        assert not [text for text, count in Counter(map(folded, texts)).items() if count > 1]


def test_the_first_angry_post_comes_within_fifteen_seconds(after: Rehearsal) -> None:
    first = min(posts_of(after, "inject") + posts_of(after, "standin"), key=lambda post: post.t)
    assert first.t <= 15


def test_everybody_acts(after: Rehearsal) -> None:
    for seat in seats_of(after, "critic"):
        assert len(posts_of(after, "standin", seat)) >= 10
    for seat in seats_of(after, "bystander"):
        assert len(posts_of(after, "standin", seat)) >= 6
        assert len(after.trust[seat]) >= 8
    assert {line.seat for line in after.chat} == set(seats_of(after, "brand"))


def test_a_holding_line_comes_first_and_answers_follow(after: Rehearsal) -> None:
    brand = [post for post in after.feed.posts.values() if post.author == after.scenario.brand]
    plan = after.scenario.plan
    assert plan.is_holding(brand[0].text)
    assert brand[0].t < plan.first_reply
    out = [draft for draft in after.drafts.values() if draft.state == "published"]
    assert len(out) >= 10
    assert all(draft.approved_by == list(plan.route(draft.route).needs) for draft in out)
    assert all(draft.unapproved is None for draft in out)


def test_every_fact_is_claimed_and_settled_rightly(after: Rehearsal) -> None:
    known = {fact.text: "confirmed" if fact.holds else "refuted" for fact in after.scenario.facts}
    assert {fact.text: fact.standing for fact in after.facts.values()} == known


def test_every_direct_message_is_answered(after: Rehearsal) -> None:
    brand = after.scenario.brand
    asked = {one.sender for one in after.messages if one.to == brand and one.t < END - 240}
    assert asked
    assert asked <= {one.to for one in after.messages if one.sender == brand}


def test_what_is_liked_or_reposted_is_never_ones_own(after: Rehearsal) -> None:
    liked = [post for post in after.feed.posts.values() if post.likers or post.reposters]
    assert len(liked) > 50
    assert not [post for post in liked if post.author in post.likers | post.reposters]


def test_the_crowd_shows_few_replies_and_counts_many(after: Rehearsal) -> None:
    shown = posts_of(after, "crowd")
    assert 150 <= len(shown) <= MOST
    assert sum(post.crowd.replies for post in after.feed.posts.values()) > 5 * len(shown)
    threads = Counter((post.reply_to, int(post.t // 60)) for post in shown if post.reply_to)
    assert max(threads.values()) <= PER_MINUTE
    late = [post for post in shown if post.t > END - 300]
    assert len(late) >= 10


def test_the_crowds_accounts_are_nobodys_and_used_once(after: Rehearsal) -> None:
    authors = [post.author.lower() for post in posts_of(after, "crowd")]
    assert len(set(authors)) == len(authors)
    assert not set(authors) & {one.handle.lower() for one in after.scenario.cast}
    names = {post.name for post in posts_of(after, "crowd")}
    assert any(not name.isascii() for name in names)


def test_the_mood_has_a_point_at_least_every_fifteen_seconds(after: Rehearsal) -> None:
    times = [one.t for one in after.mood.samples]
    assert all(later - sooner <= 15 for sooner, later in pairwise(times))
    assert times[-1] > END - 15


def test_the_log_is_small_and_folds_to_what_was_played(whole: Headless) -> None:
    log = whole.drill.log
    assert len(TypeAdapter(list[Entry]).dump_json(log)) < LOG_BYTES
    assert fold(log) == whole.drill.rehearsal


def test_the_same_seed_plays_the_same_drill(whole: Headless) -> None:
    again = headless(shipped()).run(420.0)
    assert again.drill.log == whole.drill.log[: len(again.drill.log)]


def test_another_seed_plays_another(whole: Headless) -> None:
    other = headless(shipped(), seed=8).run(240.0)
    ours = [post.text for post in whole.drill.rehearsal.feed.posts.values()]
    theirs = [post.text for post in other.drill.rehearsal.feed.posts.values()]
    assert theirs != ours[: len(theirs)]


def test_a_drill_at_sixty_times_the_speed_is_played_as_well() -> None:
    fast = headless(shipped(), speed=60.0).run(40.0, every=0.25)
    rehearsal = fast.drill.rehearsal
    assert not [one for one in fast.refused if one[3].code != "rate_limited"]
    assert len([draft for draft in rehearsal.drafts.values() if draft.state == "published"]) >= 6
    assert all(len(posts_of(rehearsal, "standin", seat)) >= 10 for seat in seats_of(rehearsal, "critic"))
    assert 0 < rehearsal.mood.heat < 100
