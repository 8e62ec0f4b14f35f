"""Who has which slot of a cluster, as its servers tell it."""

from app.store.slots import NOBODY, SLOTS, Slots, slot_of

THIRDS = [
    [0, 5460, [b"10.0.0.1", 7000, b"id-1"], [b"10.0.0.4", 7000, b"id-4"]],
    [5461, 10921, [b"10.0.0.2", 7000, b"id-2"]],
    [10922, 16383, [b"10.0.0.3", 7000, b"id-3"]],
]


def test_every_slot_belongs_to_the_first_that_is_named_for_it() -> None:
    slots = Slots.told(THIRDS, "10.0.0.1:7000")
    assert slots.servers == ("10.0.0.1:7000", "10.0.0.2:7000", "10.0.0.3:7000")
    assert slots.covered == SLOTS
    assert [slots.owner(slot) for slot in (0, 5460, 5461, 16383)] == [
        *("10.0.0.1:7000", "10.0.0.1:7000", "10.0.0.2:7000", "10.0.0.3:7000")
    ]
    assert slots.owner_of("{r1}:log") == slots.owner(slot_of("{r1}:bell"))


def test_who_names_no_host_means_the_one_that_was_asked() -> None:
    for unnamed in (b"", None, b"?"):
        slots = Slots.told([[0, 16383, [unnamed, 7001, b"id"]]], "redis.example:7000")
        assert slots.servers == ("redis.example:7001",)
    assert Slots.told([[0, 16383, [b"", 7001, b"id"]]], "::1:7000").servers == ("::1:7001",)


def test_what_nobody_has_is_nobodys() -> None:
    slots = Slots.told(THIRDS[:2], "10.0.0.1:7000")
    assert slots.covered == 10922
    assert slots.owner(16000) == NOBODY
    assert NOBODY not in slots.servers
    assert Slots().servers == ()


def test_a_slot_that_moved_is_its_new_servers_also_where_that_names_no_host() -> None:
    slots = Slots.told(THIRDS, "10.0.0.1:7000")
    slots.move(7, "10.0.0.9:7000")
    slots.move(8, ":7009")
    assert [slots.owner(slot) for slot in (6, 7, 8, 9)] == [
        *("10.0.0.1:7000", "10.0.0.9:7000", "10.0.0.1:7009", "10.0.0.1:7000")
    ]
    assert slots.servers[-2:] == ("10.0.0.9:7000", "10.0.0.1:7009")


def test_the_slots_of_a_server_are_written_short_and_without_its_address() -> None:
    slots = Slots.told(THIRDS, "10.0.0.1:7000")
    assert slots.spans("10.0.0.2:7000") == "slots 5461-10921"
    for slot in range(10, 100, 10):
        slots.move(slot, "10.0.0.2:7000")
    assert slots.spans("10.0.0.2:7000") == "slots 10, 20, 30, 40 and 6 more"
    assert slots.spans("10.0.0.9:7000") == ""
