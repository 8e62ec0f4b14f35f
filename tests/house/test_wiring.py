"""Law 8: only main.py wires. Nothing is connected, read or kept when a module is imported."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import called_name, imported_modules, tracked_in, tree_of

SERVER = tracked_in("app", suffixes=(".py",))
WIRES = {Path("app/cli.py"), Path("app/errands.py"), Path("app/main.py"), Path("app/server.py")}
CONNECTIONS = {"Redis", "RedisCluster", "Sentinel", "from_url", "ConnectionPool", "AsyncClient"}
STORES = {"Archive", "RedisLog", "MemoryLog", "create_engine", "create_async_engine"}
LOOP_BOUND = {"Lock", "Event", "Queue", "Semaphore", "create_task"}
READS = {"Settings", "getenv", "FastAPI"}
WIRED = CONNECTIONS | STORES | LOOP_BOUND | READS
EMPTY = {"dict", "list", "set", "defaultdict", "deque", "OrderedDict", "Counter"}
# Alembic runs this file itself and hands it the connection.
RUN_BY_ALEMBIC = Path("app/store/migrations/env.py")


def at_import(tree: ast.Module) -> Iterator[ast.AST]:
    """What runs when the module is imported: all of it but the bodies of functions."""
    waiting: list[ast.AST] = [node for node in tree.body if not is_main_guard(node)]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def is_main_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "__main__" in ast.unparse(node.test)


def keeps_state(node: ast.stmt) -> bool:
    """Whether a statement is `name = {}`, `[]`, `set()` or the like: filled later by somebody.

    A `Mapping` or a `Sequence` has no way to be filled, so an empty one is a table that has no rows.
    """
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return False
    if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith(("Mapping[", "Sequence[")):
        return False
    match node.value:
        case ast.Dict(keys=[]) | ast.List(elts=[]):
            return True
        case ast.Call(args=[], keywords=[]) as call:
            return called_name(call) in EMPTY
        case _:
            return False


def test_importing_a_module_connects_to_nothing() -> None:
    modules = [name for name in SERVER if name != RUN_BY_ALEMBIC]
    calls = [
        (name, node) for name in modules for node in at_import(tree_of(name)) if isinstance(node, ast.Call)
    ]
    assert not [
        f"{name}:{call.lineno}: {called_name(call)}()" for name, call in calls if called_name(call) in WIRED
    ]


def test_no_module_keeps_state_of_its_own() -> None:
    assert not [
        f"{name}:{node.lineno}" for name in SERVER for node in tree_of(name).body if keeps_state(node)
    ]


def test_no_function_rebinds_a_name_of_its_module() -> None:
    nodes = [(name, node) for name in SERVER for node in ast.walk(tree_of(name))]
    assert not [f"{name}:{node.lineno}" for name, node in nodes if isinstance(node, ast.Global)]


def test_settings_are_handed_down_and_never_fetched() -> None:
    imports = [
        (name, *found) for name in SERVER if name not in WIRES for found in imported_modules(tree_of(name))
    ]
    assert not [f"{name}:{line}" for name, line, module in imports if module == "app.settings"]
