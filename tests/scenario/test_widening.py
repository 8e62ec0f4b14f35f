from collections import Counter

from app.exchange.scenario_file import as_yaml
from app.ids import SeatId
from app.rehearsal.commands import PublishPost, SayInChat
from app.rehearsal.events import PostPublished
from app.scenario.reading import read_scenario
from app.scenario.widening import MOST_PLAYERS, widened
from app.settings import REPOSITORY
from app.store.library import FILE, FIRST, read_file
from tests.airline import AIRLINE
from tests.build import Drill, brand, critic, started

LIBRARY = REPOSITORY / "scenarios"


def test_a_scenario_that_has_the_seats_stays_as_it_is() -> None:
    assert widened(AIRLINE, 0) == AIRLINE
    assert widened(AIRLINE, len(AIRLINE.seats)) == AIRLINE


def test_a_wider_scenario_has_its_own_seats_first_and_copies_of_each_in_turn() -> None:
    wide = widened(AIRLINE, 50)
    assert wide.seats[: len(AIRLINE.seats)] == AIRLINE.seats
    assert len(wide.seats) == 50
    roles, own = Counter(one.role for one in wide.seats), Counter(one.role for one in AIRLINE.seats)
    most = -(-50 // len(AIRLINE.seats))
    assert all(own[role] * (most - 1) <= roles[role] <= own[role] * most for role in own)


def test_the_widest_scenario_is_still_a_sound_file() -> None:
    wide = widened(read_file(LIBRARY / FIRST / FILE), MOST_PLAYERS)
    assert len(wide.seats) == MOST_PLAYERS
    assert read_scenario(as_yaml(wide)) == wide


def test_whoever_sits_in_a_copied_seat_plays_like_its_model() -> None:
    drill = Drill(widened(AIRLINE, 50))
    second, comms = SeatId("critic-1-2"), SeatId("brand-comms-2")
    drill.sit(second)
    drill.sit(comms)
    drill.happened(started())
    seats = drill.rehearsal.seats
    (account,) = seats[second].personas
    assert account not in seats[critic(1)].personas
    (posted,) = drill.ask(second, PublishPost(author=account, text="Hear me."))
    assert isinstance(posted, PostPublished)
    assert posted.byline.name.endswith(" 2")
    drill.ask(comms, SayInChat(text="Who answers?"))
    assert seats[comms].position == seats[brand("communicator")].position
