"""Authors at a real server: each a browser with cookies, who hold the key of one draft."""

import json
from types import TracebackType
from typing import Any, Self

import httpx

from tests.people import SCENARIO
from tests.serving import PLAIN

Json = dict[str, Any]


class Author:
    """Somebody who writes a scenario."""

    def __init__(self, base: str, name: str, draft: str = "", key: str = "") -> None:
        self.http = httpx.AsyncClient(base_url=base, timeout=20.0, verify=PLAIN)
        self.name = name
        self.draft, self.key = draft, key

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.http.aclose()

    async def begin(self, **origin: Any) -> httpx.Response:
        """Begin a draft, and hold its key."""
        body = {"name": self.name, "from": origin or {"slug": SCENARIO}}
        answer = await self.http.post("/api/workshop", json=body)
        if answer.status_code == httpx.codes.CREATED:
            self.draft, self.key = answer.json()["draft"], answer.json()["key"]
        return answer

    def joined_by(self, name: str) -> "Author":
        """Somebody else with the same link."""
        return Author(str(self.http.base_url), name, self.draft, self.key)

    async def get(self, path: str = "", **asked: Any) -> httpx.Response:
        return await self.http.get(self._url(path), params=asked, headers=self._headers())

    async def post(self, path: str, **body: Any) -> httpx.Response:
        text = json.dumps({"name": self.name} | body)
        return await self.http.post(self._url(path), content=text, headers=self._headers())

    async def page(self) -> Json:
        """The draft as it is."""
        return told(await self.get())

    async def edit(self, *ops: Json, **more: Any) -> int:
        """Make an edit, and insist on it."""
        made: int = told(await self.post("/edits", ops=list(ops), **more))["n"]
        return made

    async def set(self, to: Any, *path: Any) -> int:
        """Let a value be another, whatever it is now."""
        was: Any = (await self.page())["tree"]
        for step in path:
            was = item(was, step) if isinstance(was, list) else (was or {}).get(step)
        return await self.edit({"op": "set", "path": list(path), "was": was, "to": to})

    def _url(self, path: str) -> str:
        return f"/api/workshop/{self.draft}{path}"

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.key}".strip()}


def item(items: list[Any], step: Any) -> Any:
    """The item of a list that a step leads to."""
    if isinstance(step, int):
        return items[step]
    ((key, name),) = step.items()
    return next(one for one in items if one[key] == name)


def told(answer: httpx.Response) -> Json:
    """What was answered, if it was a yes."""
    assert answer.is_success, answer.text
    body: Json = answer.json()
    return body
