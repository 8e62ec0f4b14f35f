"""What keeps cookies and secrets to themselves, wherever the code sets or reads them."""

import ast
import re

from tests.house.sources import called_name, tracked_in, tree_of

SECRET = re.compile(r"secret|token|password|credential|cookie")


def calls(name: str) -> list[tuple[str, ast.Call]]:
    """Every call of this name in the server, with its place."""
    return [
        (f"{path}:{node.lineno}", node)
        for path in tracked_in("app", suffixes=(".py",))
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and called_name(node) == name
    ]


def test_every_cookie_is_out_of_reach_of_scripts_other_sites_and_open_air() -> None:
    assert calls("set_cookie")
    for place, call in calls("set_cookie"):
        said = {one.arg: ast.unparse(one.value) for one in call.keywords}
        assert said.get("httponly") == "True", place
        assert said.get("samesite") in {"'lax'", "'strict'"}, place
        assert said.get("secure") in {"secure", "request.url.scheme == 'https'"}, place


def test_no_secret_is_given_on_a_command_line() -> None:
    named = [
        (place, word.value)
        for place, call in calls("add_argument")
        for word in call.args
        if isinstance(word, ast.Constant) and isinstance(word.value, str)
    ]
    assert len(named) > 10
    assert not [f"{place}: {word}" for place, word in named if SECRET.search(word)]
