"""What must never happen: each row of that list is tried by a test that carries its number.

A test says which rows it proves by `@pytest.mark.trust(row)`, or `(row, row)` where it proves several.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import tracked_in, tree_of

ROWS = {
    1: "a server killed after the append, before the answer",
    2: "a server killed while it sends to hundreds",
    3: "a reply from Redis lost again and again",
    4: "Redis killed and restarted",
    5: "failover to a replica that lags",
    6: "a server cut off from Redis",
    7: "pub/sub dead while commands live",
    8: "the conductor stopped for ten seconds, or killed",
    9: "everything stopped for a minute",
    10: "slow readers, and one that never reads",
    11: "every socket reconnects at once",
    12: "a rolling restart under load",
    13: "the same ask on two sockets at two servers",
    14: "two facilitators pause, fire and jump at once",
    15: "Redis out of memory, SQL down at EndEx, a full disk",
    16: "clocks that are wrong or step back",
    17: "frames too large, too deep, in pieces, or no text",
    18: "protocol violations, floods, sockets that never enter",
    19: "a foreign Origin",
    20: "a ticket replayed, late or somebody else's; keys in logs",
    21: "a forged role, and every role with every command",
    22: "secrets in any byte of another view",
    23: "script in words, and words that look like others",
    24: "bombs in scenarios and spreadsheets, formulas",
    25: "pictures that are more than pictures",
    26: "guessed codes, floods of joins, scrapers",
    27: "a forged X-Forwarded-For",
    28: "a poisoned entry in the log",
    29: "a paste, a drill or a week without end",
}
OWED: set[int] = set()
"""Rows that no test proves whole; whoever writes it takes the row out."""
TESTS = tracked_in("tests", suffixes=(".py",))
SORTS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def rows_of(decorator: ast.expr) -> Iterator[int | None]:
    """The rows that a mark names, None for what is no number; nothing if it is another mark."""
    match decorator:
        case ast.Call(func=ast.Attribute(attr="trust"), args=args):
            for one in args or [decorator]:
                yield one.value if isinstance(one, ast.Constant) and type(one.value) is int else None
        case _:
            return


def marked() -> Iterator[tuple[str, int | None]]:
    """Each test or class that has the mark, by its place, with each row."""
    for name in TESTS:
        for node in ast.walk(tree_of(name)):
            if isinstance(node, SORTS):
                for decorator in node.decorator_list:
                    yield from ((place(name, node), row) for row in rows_of(decorator))


def place(name: Path, node: SORTS) -> str:
    return f"{name}:{node.lineno} {node.name}"


def test_every_row_is_proved_by_a_test_or_owned_up_to() -> None:
    proved = {row for _, row in marked()}
    missing = ROWS.keys() - proved - OWED
    assert not [f"{row}: {ROWS[row]}" for row in sorted(missing)], (
        "no test is marked with these rows: put @pytest.mark.trust(row) on what proves them"
    )


def test_what_is_proved_is_not_owed_any_more() -> None:
    proved = {row for _, row in marked()}
    assert not [f"{row}: {ROWS[row]}" for row in sorted(OWED & proved)], (
        "these rows have a test now: take them out of OWED"
    )


def test_a_mark_stands_on_a_test_and_names_a_row_there_is() -> None:
    assert not [f"{where}: {row}" for where, row in marked() if row not in ROWS]
    assert not [where for where, _ in marked() if not where.rpartition(" ")[2].lower().startswith("test")]
