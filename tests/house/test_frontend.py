"""What the pages never do: run somebody's text, call another host, open sockets in a component."""

import re

from tests.house.sources import lines_with, tracked, tracked_in

PAGES = tuple(
    name
    for name in tracked_in("frontend", suffixes=(".svelte", ".ts", ".html", ".css"))
    if name.parts[1] in {"src", "index.html", "public"}
)
RAW_HTML = re.compile(
    r"\{@html|\.(inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc"
)
OTHER_HOST = re.compile(r"""["'(`]\s*(https?:)?//(?!www\.w3\.org/|[\w.-]+\.example\b)[\w$]|@import\s+url""")
SOCKET = re.compile(r"new (WebSocket|EventSource)\b")
WORDS_WE_DO_NOT_USE = re.compile(r"\b(tweet|spectator|npc|gamemaster|sockpuppet)s?\b", re.IGNORECASE)


def test_text_from_people_is_never_run_as_html() -> None:
    assert not lines_with(RAW_HTML, PAGES)


def test_no_page_names_another_host() -> None:
    assert not lines_with(OTHER_HOST, PAGES)


def test_only_the_live_folder_opens_sockets() -> None:
    elsewhere = tuple(name for name in PAGES if name.parts[:3] != ("frontend", "src", "live"))
    assert not lines_with(SOCKET, elsewhere)


def test_each_thing_has_its_one_word() -> None:
    spoken = tuple(name for name in tracked() if name.parts[0] in {"app", "frontend", "scenarios"})
    text = tuple(
        name for name in spoken if name.suffix in {".py", ".ts", ".svelte", ".md"} or name.name == "en.json"
    )
    assert not lines_with(WORDS_WE_DO_NOT_USE, text)
