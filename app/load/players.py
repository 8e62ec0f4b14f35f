"""The players of a load, and the facilitator who starts and ends the drill."""

import asyncio
import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any

from app.load.asked import CannotLoad, Load
from app.load.line import Line, Message
from app.load.sightings import Words, liked
from app.load.spread import Spread

ANSWER_WITHIN = 15.0
KEPT_POSTS = 20
LOOK_EVERY = 0.05
SENTENCES = (
    "Who can tell me what is going on here?",
    "I have been waiting for an answer since this morning.",
    "We saw it happen, and nobody said a word.",
    "Let us hear both sides before we judge.",
    "Has anybody got more than a rumour?",
    "This is not how one treats people.",
)
SORTS = ("post", "reply", "like", "post", "reply")
"""What critics and bystanders do, in turn."""


@dataclass(slots=True, kw_only=True)
class Player:
    """Somebody at the table."""

    line: Line
    role: str
    account: str = ""


@dataclass(slots=True, kw_only=True, eq=False)
class Act:
    """One ask.

    Attributes:
        mark: what its event is known by.
        at: when it was asked, by this machine's clock.
        counts: whether it comes after the warm-up.
        brand: whether it is for the brand's eyes among players.
        post: whether others may reply to what it makes.
        done: seconds until the answer; None while there is none.
    """

    mark: str
    at: float
    counts: bool
    brand: bool = False
    post: bool = False
    done: float | None = None


class Facilitator:
    """Waits for each answer."""

    def __init__(self, run: str) -> None:
        self.line: Line | None = None
        self._run = run
        self._waiting: dict[str, asyncio.Future[Message]] = {}

    def hear(self, message: Message) -> None:
        """Take what is no event."""
        waiter = self._waiting.pop(message.get("ask", ""), None)
        if waiter is not None and not waiter.done():
            waiter.set_result(message)

    async def done(self, kind: str) -> None:
        """Ask, and insist on a yes.

        Raises:
            CannotLoad: it was refused, or nothing was said.
        """
        answer = await self.ask(kind)
        if answer["type"] != "done":
            raise CannotLoad(f"{kind} was refused: {answer['detail']}")

    async def ask(self, kind: str) -> Message:
        """Ask, and wait for the answer.

        Raises:
            CannotLoad: nothing was said.
        """
        if self.line is None:
            raise CannotLoad("the facilitator is not there")
        ask = f"{self._run}-{kind.replace('.', '-')}"
        waiter = self._waiting[ask] = asyncio.get_running_loop().create_future()
        self.line.say({"type": "ask", "ask": ask, "command": {"kind": kind}})
        try:
            async with asyncio.timeout(ANSWER_WITHIN):
                answer: Message = await waiter
        except TimeoutError:
            raise CannotLoad(f"the server said nothing to {kind} for {ANSWER_WITHIN:g} seconds") from None
        return answer


class Players:
    """Ask in turn, on time, whatever became of the asks before: a queue at the server is seen whole."""

    def __init__(self, load: Load, run: str, words: Words) -> None:
        self.seated: list[Player] = []
        self.acts: list[Act] = []
        self.refused: list[str] = []
        self._load = load
        self._run = run
        self._words = words
        self._open: dict[str, Act] = {}
        self._posts: deque[str] = deque(maxlen=KEPT_POSTS)
        self._liked: set[str] = set()

    def hear(self, message: Message) -> None:
        """Take an answer."""
        if message["type"] not in ("done", "refused"):
            return
        act = self._open.pop(message["ask"], None)
        if act is None:
            return
        if message["type"] == "refused":
            self.refused.append(message["detail"])
            self.acts.remove(act)
            return
        act.done = monotonic() - act.at
        if act.post:
            self._posts.extend(message["made"][:1])

    async def ask(self, measure: Callable[[], None], tell: Callable[[float], None]) -> None:
        """Ask all there is to ask.

        Args:
            measure: called when the warm-up is over.
            tell: told the seconds that passed since.
        """
        order = list(self.seated)
        random.shuffle(order)
        began, warm = monotonic(), self._load.warm_up
        for number in range(self._load.asks):
            due = began + number / self._load.rate
            await asyncio.sleep(due - monotonic())
            if number == warm:
                measure()
            self._ask(order[number % len(order)], number, counts=number >= warm)
            tell(max(0.0, (number - warm) / self._load.rate))
        await asyncio.sleep(began + self._load.asks / self._load.rate - monotonic())
        tell(self._load.seconds)

    async def answered(self, patience: float) -> None:
        """Wait for the answers, so many seconds at most."""
        for _ in range(round(patience / LOOK_EVERY)):
            if not self._open:
                return
            await asyncio.sleep(LOOK_EVERY)

    @property
    def unanswered(self) -> int:
        """Asks without an answer."""
        return len(self._open)

    def done(self) -> Spread:
        """How long the answers took."""
        spread = Spread()
        for act in self.acts:
            if act.counts and act.done is not None:
                spread.add(act.done)
        return spread

    def _ask(self, player: Player, number: int, *, counts: bool) -> None:
        act, command = self._act(player, number, counts=counts)
        ask = f"{self._run}-{number}"
        self.acts.append(act)
        self._open[ask] = act
        player.line.say({"type": "ask", "ask": ask, "command": command})

    def _act(self, player: Player, number: int, *, counts: bool) -> tuple[Act, dict[str, Any]]:
        word, now = self._words.word(number), monotonic()
        text = f"{SENTENCES[number % len(SENTENCES)]} {word}"
        if player.role == "brand":
            return Act(mark=word, at=now, counts=counts, brand=True), {"kind": "chat.say", "text": text}
        sort = SORTS[(number + number // len(self.seated)) % len(SORTS)] if self._posts else "post"
        if sort == "like" and (post := self._unliked(player.account)) is not None:
            mark = liked(post, player.account)
            self._liked.add(mark)
            command = {"kind": "post.like", "post": post, "by": player.account, "on": True}
            return Act(mark=mark, at=now, counts=counts), command
        command = {"kind": "post.publish", "author": player.account, "text": text}
        if sort == "reply":
            return Act(mark=word, at=now, counts=counts), {**command, "reply_to": self._posts[-1]}
        return Act(mark=word, at=now, counts=counts, post=True), command

    def _unliked(self, account: str) -> str | None:
        return next((post for post in reversed(self._posts) if liked(post, account) not in self._liked), None)


def seated(line: Line, welcome: bytes) -> Player:
    """Who a welcome says one is."""
    you = json.loads(welcome)[0]["you"]
    return Player(line=line, role=you["role"], account=next(iter(you["personas"]), ""))
