"""Logs about the account somebody spoke from."""

from app.ids import DraftId
from app.rehearsal import commands as c
from app.scenario.hard import hardened
from tests.airline import AIRLINE, BRAND, DIRECTOR
from tests.build import Drill, brand, critic, started
from tests.review.findings.pairing import ANGRY, Pair

D1 = DraftId("d1")
HARD = hardened(AIRLINE)
PRIVATE = HARD.cast[-1].handle
WORDS = "We turned you away and should not have."


def hard() -> Drill:
    """p1 is a critic's, in hard mode."""
    drill = Drill(HARD, hard=True)
    drill.happened(started())
    drill.ask(critic(), c.PublishPost(author=DIRECTOR, text=ANGRY), at=10)
    return drill


def draft_from(account: str) -> Drill:
    drill = hard()
    author = PRIVATE if account == PRIVATE else BRAND
    drill.ask(brand(), c.OpenDraft(text=WORDS, author=author), at=30)
    drill.ask(brand(), c.PublishDraft(draft=D1, anyway="Now"), at=40)
    return drill


def private_words(text: str) -> Drill:
    drill = hard()
    drill.ask(brand(), c.OpenDraft(text=WORDS), at=30)
    drill.ask(brand(), c.PublishPost(author=PRIVATE, text=text), at=40)
    return drill


PAIRS = {
    "wrong_account": Pair(
        has=lambda: draft_from(PRIVATE),
        almost=lambda: draft_from(BRAND),
        keys=("p2",),
        has_too=(
            lambda: private_words(WORDS.upper()),
            lambda: private_words("We have seen this and are looking into it. More by 19:30."),
        ),
        almost_too=(lambda: private_words("What an evening. I need a tea."),),
    ),
}
