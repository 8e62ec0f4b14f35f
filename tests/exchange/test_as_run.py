"""The MSEL as it ran, for those who write the report."""

from io import BytesIO
from typing import cast

import pytest
from openpyxl import load_workbook

from app.exchange.as_run import HEADER, write_as_run
from app.exchange.msel_out import span, t_plus, write_msel
from app.exchange.tables import Cell, text_of
from app.exchange.writing import MARK, Kind
from app.ids import CONDUCTOR, InjectId
from app.rehearsal import commands as c
from app.rehearsal.events import ClockEnded, PostPublished
from app.review.build import review_of
from app.review.story import Review
from tests.airline import AIRLINE, BRAND
from tests.build import a_drill, brand, facilitator, started


def a_review() -> Review:
    """The first inject came 2 s late and was answered 95 s later; nothing else was delivered."""
    drill = a_drill(started())
    drill.sit(brand(), "Mara of the night shift")
    (post,) = [
        event
        for event in drill.ask(CONDUCTOR, c.DeliverInject(inject=InjectId("i1")), at=12)
        if isinstance(event, PostPublished)
    ]
    text = AIRLINE.plan.holding[0].text.replace("{time}", "19:30")
    drill.ask(brand(), c.PublishPost(author=BRAND, text=text, reply_to=post.post), at=107)
    drill.ask(facilitator(), c.SkipCue(inject=InjectId("i5")), at=110)
    drill.happened(ClockEnded(), at=600)
    return review_of(drill.log)


def rows(data: bytes, kind: Kind) -> list[list[str]]:
    if kind == "csv":
        import csv  # noqa: PLC0415 - only where it is needed

        return list(csv.reader(data.decode("utf-8-sig").splitlines()))
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    return [[text_of(cast("Cell", value)) for value in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_planned_and_actual_stand_side_by_side(kind: Kind) -> None:
    review = a_review()
    told = rows(write_as_run(review, kind), kind)
    head = next(at for at, row in enumerate(told) if tuple(row[: len(HEADER)]) == HEADER)
    first = dict(zip(HEADER, told[head + 1], strict=False))
    assert first["Planned time"] == "T+0:00:10"
    assert first["Actual time"] == "T+0:00:12"
    assert float(first["Delta (s)"]) == 2
    assert first["Standing"] == "delivered"
    assert first["Answer within"] == "5 min"
    assert first["First response"] == "T+0:01:47"
    assert float(first["Response after (s)"]) == 95
    assert first["Response text"].startswith("We have seen this")
    assert first["Verdict"] == "in time"
    assert [row[0] for row in told[head + 1 :]] == [inject.id for inject in AIRLINE.msel]
    skipped = dict(zip(HEADER, told[head + 5], strict=False))
    assert (skipped["Planned time"], skipped["Actual time"], skipped["Standing"]) == (
        "by hand",
        "",
        "skipped",
    )


def test_whatever_leaves_the_house_says_exercise() -> None:
    review = a_review()
    for data in (write_as_run(review, "csv"), write_msel(AIRLINE, "csv")):
        assert data.decode("utf-8-sig").startswith(MARK)
    for data in (write_as_run(review, "xlsx"), write_msel(AIRLINE, "xlsx")):
        sheet = load_workbook(BytesIO(data)).active
        assert sheet is not None
        assert "EXERCISE" in sheet.title
        assert sheet["A1"].value == MARK
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == MARK
        assert AIRLINE.grade in str(sheet["A2"].value)


def test_the_as_run_msel_names_nobody_who_played() -> None:
    review = a_review()
    assert "Mara" not in write_as_run(review, "csv").decode()


def test_times_are_said_to_the_thousandth_and_no_further() -> None:
    assert [t_plus(at) for at in (0, 90, 3725.5, 86_400, -61)] == [
        "T+0:00:00", "T+0:01:30", "T+1:02:05.5", "T+24:00:00", "T-0:01:01",
    ]  # fmt: skip
    assert [span(seconds) for seconds in (0, 1, 300, 90, 0.125, 3600.05)] == [
        "0 s", "1 s", "5 min", "1 min 30 s", "0.125 s", "60 min 0.05 s",
    ]  # fmt: skip
