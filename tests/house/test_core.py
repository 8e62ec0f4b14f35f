"""Laws 4 and 9: the core neither waits nor looks around; time, chance and ids come in as data."""

import ast
from collections.abc import Callable

from tests.house.sources import called_name, core_files, imported_modules, tree_of

WORLD = {"random", "secrets", "socket", "subprocess", "threading", "multiprocessing", "pathlib", "shutil"} | {
    "tempfile",
    "sys",
    "anyio",
    "httpx",
}
EFFECTS = {"open", "print", "input", "now", "utcnow", "today", "breakpoint"}
UNSEEDED = {"default_rng", "seed", "RandomState", "SystemRandom"}
WAITS = (ast.AsyncFunctionDef, ast.AsyncFor, ast.AsyncWith, ast.Await)


def calls_in_core(wrong: Callable[[ast.Call], bool]) -> list[str]:
    return [
        f"{name}:{node.lineno}: {called_name(node)}()"
        for name in core_files()
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.Call) and wrong(node)
    ]


def test_the_core_does_not_wait() -> None:
    nodes = [(name, node) for name in core_files() for node in ast.walk(tree_of(name))]
    assert not [f"{name}:{node.lineno}" for name, node in nodes if isinstance(node, WAITS)]


def test_the_core_imports_nothing_of_the_world() -> None:
    imports = [(name, *found) for name in core_files() for found in imported_modules(tree_of(name))]
    assert not [f"{name}:{line}: {module}" for name, line, module in imports if module.split(".")[0] in WORLD]


def test_the_core_has_no_effect_and_no_clock() -> None:
    assert not calls_in_core(lambda call: called_name(call) in EFFECTS)


def test_chance_in_the_core_is_always_seeded() -> None:
    assert not calls_in_core(lambda call: called_name(call) in UNSEEDED and not (call.args or call.keywords))


ROUNDED_ALIKE = {"fsum", "sqrt", "floor", "ceil", "isfinite", "factorial", "frexp", "ldexp", "inf"}
"""What of `math` gives the same bits on every machine."""
NOT_ALIKE = {"exp", "log", "log10", "log1p", "expm1", "power", "sin", "cos", "tan", "tanh"} | {
    "dot",
    "matmul",
    "einsum",
    "inner",
    "random",
    "mean",
    "std",
}
"""What of numpy does not: its own transcendental functions, sums in its own order, its generators."""


def test_the_crowd_computes_with_what_every_machine_rounds_alike() -> None:
    crowd = [name for name in core_files() if name.parts[:2] == ("app", "crowd")]
    assert crowd
    faults: list[str] = []
    for name in crowd:
        for node in ast.walk(tree_of(name)):
            if isinstance(node, ast.ImportFrom) and node.module == "math":
                faults += [f"{name}: math.{one.name}" for one in node.names if one.name not in ROUNDED_ALIKE]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                if node.value.id in ("np", "math") and node.attr in NOT_ALIKE:
                    faults.append(f"{name}:{node.lineno}: {node.value.id}.{node.attr}")
            elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                faults.append(f"{name}:{node.lineno}: @")
    assert faults == []
