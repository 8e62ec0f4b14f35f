from app.wire.closing import REASONS, Close


def test_every_close_code_has_its_reason() -> None:
    assert set(REASONS) == set(Close)
    assert all(reason and len(reason.encode()) <= 123 for reason in REASONS.values())


def test_the_range_is_the_verdict() -> None:
    assert {code // 100 for code in Close} == {40, 45}
