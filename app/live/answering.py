"""Answers to the questions of the hot wash: taken from browsers, kept under marks that say nothing.

A mark is signed with the server's secret, and with the browser's cookie, which no store has: neither the
log nor the database nor the two with the secret tell whose an answer is. One browser has one mark a question.
"""

from dataclasses import dataclass

from app.ids import DESK, RehearsalId
from app.live.desk import Desk, browser_hash
from app.live.room import Room
from app.rehearsal.commands import AnswerWash
from app.rehearsal.refusals import Refused


@dataclass(frozen=True, slots=True)
class Answers:
    """Hands in what people answer."""

    desk: Desk

    async def give(self, rehearsal: RehearsalId, cookie: str, question: int, text: str) -> None:
        """Answer a question, or put the answer in other words; the same again changes nothing.

        Raises:
            Refused: this browser was not there, the question takes no answers, or the text does not do.
            LogLost: there is no such rehearsal.
        """
        room = await self._room(rehearsal, cookie)
        mark = self.desk.keyring.mark(rehearsal, question, cookie)
        if room.state.talk.wash.answers.get(question, {}).get(mark) == text.strip():
            return
        await room.ask(DESK, AnswerWash(question=question, mark=mark, text=text))

    async def mine(self, rehearsal: RehearsalId, cookie: str) -> dict[int, str]:
        """What this browser has answered, by question.

        Raises:
            Refused: this browser was not there.
            LogLost: there is no such rehearsal.
        """
        room = await self._room(rehearsal, cookie)
        given = room.state.talk.wash.answers
        marks = {question: self.desk.keyring.mark(rehearsal, question, cookie) for question in given}
        return {one: given[one][mark] for one, mark in marks.items() if mark in given[one]}

    async def _room(self, rehearsal: RehearsalId, cookie: str) -> Room:
        if not cookie or not await self.desk.archive.of_browser(rehearsal, browser_hash(cookie)):
            raise Refused("forbidden", "the questions are for those who took part, in the browser they used")
        return (await self.desk.rooms.get(rehearsal)).room
