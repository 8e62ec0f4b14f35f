"""What must hold of everything a window received, whatever happened meanwhile."""

from collections.abc import Iterable

from tests.browser.window import Message, Window


def check_unbroken(window: Window) -> None:
    """In each view the numbers go on without a gap or a double, over every reconnection."""
    last: dict[str, int] = {}
    for messages in window.messages():
        for message in messages:
            if message["type"] == "welcome" and message["mode"] == "snapshot":
                last = {view: n for view, (n, _tag) in message["at"].items()}
            if message["type"] == "event":
                view, n = message["view"], message["n"]
                assert n == last[view] + 1, f"{view} went from {last[view]} to {n}"
                last[view] = n


def check_alike(windows: Iterable[Window]) -> None:
    """Whoever was shown number n of a view was shown the same."""
    seen: dict[tuple[str, int], Message] = {}
    for message in (one for window in windows for socket in window.messages() for one in socket):
        if message["type"] == "event":
            place = (message["view"], message["n"])
            assert seen.setdefault(place, message) == message


async def check_no_double_on_screen(window: Window) -> None:
    """No post stands twice in the feed."""
    shown: list[str] = await window.page.locator("[role=feed] article[data-post]").evaluate_all(
        "posts => posts.map((one) => `${one.dataset.post} ${one.innerText.slice(0, 80)}`)"
    )
    assert shown
    assert [one for one in shown if shown.count(one) > 1] == []


async def knows(window: Window, word: str) -> bool:
    """Whether that word is in any frame or answer that ever came to the window, or on its screen."""
    texts = [*await window.received(), await window.page.content()]
    return any(word in text for text in texts)
