"""Times as they are met in the field; each is settled in a named zone, or asked about."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from app.exchange.mapping import SheetMapping
from app.exchange.refusing import SheetRefused
from tests.exchange.sheets import Rows, doubts, faults, read, the_fault, timed, workbook

CERTAIN: list[tuple[Any, float]] = [
    # what the cell holds, seconds after StartEx at 18:52 on 21 November 2026
    ("18:52", 0), ("18:53:30", 90), ("6:57 PM", 300), ("6:57 p.m.", 300), ("18h57", 300), ("18 h 57", 300),
    ("18.57 Uhr", 300), ("1857", 300), ("1857 hrs", 300), ("١٨:٥٧", 300), ("٦:٥٧ م", 300), ("19:00 Z", 4080),
    ("19:57+02:00", -3300 + 3600), ("12:00 AM", 18_480),
    ("T+00:45", 2700), ("T+45", 2700), ("+0:45", 2700), ("+45", 2700), ("T+0:01:30", 90), ("T + 1h30", 5400),
    ("H+2", 7200), ("StartEx+10", 600), ("45 min", 2700), ("1 h 30 min", 5400), ("90 s", 90),
    ("D+0 H+3 M+45", 13_500), ("J+0 T+3 M+45", 13_500), ("D0 H1 M5", 3900), ("M+45", 2700), ("D+0 19:00",
     480),
    ("Day 1 19:00", 480), ("Jour 1 19h00", 480), ("J1 19h00", 480), ("Tag 1, 19:00", 480),
    ("2026-11-21T19:00", 480), ("2026-11-21 19:00:30", 510), ("2026-11-21T19:00Z", 4080),
    ("2026-11-21 19:00 UTC", 4080), ("21/11/2026 19:00", 480), ("11/21/2026 7:00 PM", 480),
     ("21.11.2026, 19:00", 480),
    ("21.11. 19:00", 480), ("21/11/26 19:00", 480), ("21 Nov 2026 19:00", 480),
     ("Saturday 21 November 2026 at 19:00", 480),
    ("November 21, 2026 7pm", 480), ("21 novembre 2026 à 19h00", 480), ("21. November 2026 um 19:00", 480),
    ("21 de noviembre de 2026 19:00", 480), ("٢١ نوفمبر ٢٠٢٦ ١٩:٠٠", 480),
    (0.8, 1200), (46_347.8, 1200), ("46347.8", 1200), (time(19, 0), 480), (datetime(2026, 11, 21, 19, 0),
     480),
    (timedelta(minutes=50), 3000),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "at"), CERTAIN)
def test_a_certain_time_is_read(cell: Any, at: float) -> None:
    (row,) = timed(cell)
    assert (row.at, faults(row)) == (at, [])


UNCERTAIN = [
    ("TBD", "is no time"), ("25:00", "no time of day"), ("13:00 PM", "no hour 13"), ("30.02.2026 19:00",
     "no day 30"),
    ("2026-02-30", "no day 30 in month 2 of 2026"), ("2026-11-21", "a day and no time"), (45,
     "neither a time of day"),
    ("9.30", "no day 9"), (True, "true or false"), ("T-5", "5 min before StartEx"), ("D+1",
     "1 d after StartEx"),
    ("T+99999999", "after StartEx"), ("D+999999999", "calendar"), ("9999-12-31 23:59", "after StartEx"),
    ("x" * 5000, "characters are no time"), (None, "there is no time"), ("18:40", "12 min before StartEx"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "reason"), UNCERTAIN)
def test_an_uncertain_time_stops_the_row_and_says_what_to_do(cell: Any, reason: str) -> None:
    (row,) = timed(cell)
    assert reason in the_fault(row).reason
    assert the_fault(row).remedy
    assert (the_fault(row).column, row.inject) == ("A", None)


@pytest.mark.parametrize(
    "cell", ["by hand", "Manual", "à la demande", "bei Bedarf", "a demanda", "عند الحاجة"]
)
def test_by_hand_is_a_time_too(cell: str) -> None:
    (row,) = timed(cell)
    assert (row.at, row.by_hand, faults(row)) == (None, True, [])


def test_day_or_month_first_is_asked_where_nothing_tells() -> None:
    (row,) = timed("03/04/2026 19:00")
    assert "day or month first?" in the_fault(row).reason
    assert "day or the month" in the_fault(row).remedy
    startex = datetime(2026, 4, 3, 18, 52)
    rows: Rows = [["Time", "From", "Text"], ["03/04/2026 19:00", "Ann", "Hm."]]
    told = read(rows, startex=startex, mapping=SheetMapping(dates="dmy"))
    assert told.rows[0].at == 480
    other = read(rows, startex=datetime(2026, 3, 4, 18, 52), mapping=SheetMapping(dates="mdy"))
    assert other.rows[0].at == 480


def test_a_certain_date_in_the_column_tells_for_the_others() -> None:
    rows = timed("20/11/2026 19:00", "05/11/2026 19:00")
    assert [str(row.moment)[:10] for row in rows] == ["2026-11-20", "2026-11-05"]
    rows = timed("11/20/2026 19:00", "11/05/2026 19:00")
    assert [str(row.moment)[:10] for row in rows] == ["2026-11-20", "2026-11-05"]


def test_certain_dates_that_contradict_each_other_tell_nothing() -> None:
    rows = timed("20/11/2026 19:00", "11/20/2026 19:00", "05/11/2026 19:00")
    assert "day or month first?" in faults(rows[2])[0]


@pytest.mark.parametrize(
    "cell", [datetime(1899, 12, 31, 19, 0), datetime(1904, 1, 1, 19, 0), "1970-01-01 19:00"]
)
def test_a_date_left_over_from_a_bare_time_is_dropped_and_told(cell: Any) -> None:
    (row,) = timed(cell)
    assert row.at == 480
    assert ["left over" in doubt for doubt in doubts(row)] in (
        [True],
        [],
    )  # a sheet may hold it without a day already


def test_a_missing_date_is_the_day_of_the_row_above_and_never_today() -> None:
    rows = timed("18:55", "23:50", "00:10", "00:40")
    assert [row.at for row in rows] == [180, 17_880, 19_080, 20_880]
    assert str(rows[2].moment) == "2026-11-22 00:10:00+01:00"


def test_the_date_may_stand_in_a_column_of_its_own() -> None:
    rows: Rows = [["Date", "Time", "From", "Text"], [date(2026, 11, 21), "19:00", "Ann", "a"], ["D+1",
    "00:10", "Ann", "b"],
            ["22.11.2026", time(0, 20), "Ann", "c"], ["", "00:30", "Ann", "d"], ["31.02.2026", "00:30",
             "Ann", "e"]]  # fmt: skip
    preview = read(rows)
    assert [row.at for row in preview.rows] == [480, 19_080, 19_680, 20_280, None]
    assert "no day 31" in the_fault(preview.rows[4]).reason


@pytest.mark.parametrize(("header", "cell", "at"), [
    ("Time (min)", 45, 2700), ("Time (s)", "90", 90), ("Zeit (Minuten)", 5, 300), ("Elapsed time (h)", 1.5,
     5400),
    ("Relative time", "0:45", 2700), ("T+", "0:45", 2700), ("Offset", time(0, 45), 2700),
])  # fmt: skip
def test_a_header_can_say_the_unit_or_that_times_count_from_startex(
    header: str, cell: Any, at: float
) -> None:
    (row,) = timed(cell, header=header)
    assert row.at == at


def test_months_are_no_minutes_and_minutes_no_months() -> None:
    rows = timed("M+11", "D+0 M+11", "21 mai 2026")
    assert [row.at for row in rows[:2]] == [660, 660]
    assert "a day and no time" in the_fault(rows[2]).reason


def test_times_are_in_the_zone_that_was_asked_for_wherever_the_server_is() -> None:
    data = workbook([["Time", "From", "Text"], ["2026-11-21T19:00", "Ann", "a"]])
    berlin = read(data, startex=datetime(2026, 11, 21, 17, 52, tzinfo=UTC))
    assert (str(berlin.startex), berlin.rows[0].at) == ("2026-11-21 18:52:00+01:00", 480)
    tokyo = read(data, zone="Asia/Tokyo")
    assert (str(tokyo.startex), tokyo.rows[0].at) == ("2026-11-21 18:52:00+09:00", 480)


def test_the_night_the_clocks_change_is_counted_in_real_seconds() -> None:
    rows: Rows = [
        ["Time", "From", "Text"],
        ["00:45", "Ann", "a"],
        ["02:30", "Ann", "b"],
        ["03:30", "Ann", "c"],
        ["T+3:00", "Ann", "d"],
    ]
    spring = read(rows, startex=datetime(2026, 3, 29, 0, 30))
    assert [row.at for row in spring.rows] == [900, None, 7200, 10_800]
    assert "put forward" in the_fault(spring.rows[1]).remedy
    assert str(spring.rows[3].moment) == "2026-03-29 04:30:00+02:00"
    autumn = read(rows, startex=datetime(2026, 10, 25, 0, 30))
    assert [row.at for row in autumn.rows] == [900, None, 14_400, 10_800]
    assert "comes twice" in the_fault(autumn.rows[1]).reason


def test_a_zone_or_a_startex_that_is_not_there_is_refused() -> None:
    for zone in ("Europe/Atlantis", "", "../etc/passwd", "/etc/passwd"):
        with pytest.raises(SheetRefused, match="no time zone"):
            read([["Time", "Text"]], zone=zone)
    with pytest.raises(SheetRefused, match="StartEx"):
        read([["Time", "Text"]], startex=datetime(2026, 3, 29, 2, 30))


def test_a_formula_is_no_time() -> None:
    rows = timed("=A1+TIME(0,5,0)")
    assert "formulas are never computed" in the_fault(rows[0]).reason
