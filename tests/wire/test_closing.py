import ast
from pathlib import Path

from app.wire.closing import REASONS, Close
from tests.house.sources import text_of, tracked_in, tree_of

TABLE = Path("app/wire/closing.py")


def test_every_close_code_has_its_reason() -> None:
    assert set(REASONS) == set(Close)
    assert all(reason and len(reason.encode()) <= 123 for reason in REASONS.values())


def test_the_range_is_the_verdict() -> None:
    assert {code // 100 for code in Close} == {40, 45}


def named_in(*folders: str) -> set[str]:
    """The codes that are written out there, the table itself aside."""
    files = (name for name in tracked_in(*folders, suffixes=(".py",)) if name != TABLE)
    return {
        node.attr
        for name in files
        if "Close." in text_of(name)
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Close"
    }


def test_every_close_code_can_occur_and_is_tried() -> None:
    codes = {code.name for code in Close}
    assert codes == named_in("app") & codes
    assert codes == named_in("tests") & codes
