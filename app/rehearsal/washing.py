"""The hot wash: three questions that are answered without a name, and what is on the screen."""

from collections.abc import Iterator

from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import clean
from app.rehearsal.refusals import Refused
from app.rehearsal.settling import the_finding
from app.rehearsal.state import Rehearsal
from app.rehearsal.talk import Wash

LONGEST_QUESTION = 200
LONGEST_ANSWER = 280
MOST_TIMES = 20
"""How often a person may answer one question: each time the log grows."""
MOST_ANSWERS = 500
"""People a question takes answers of."""
LONGEST_MARK = 64

WashCommand = c.OpenWash | c.AskWash | c.CloseWash | c.AnswerWash


def decide(rehearsal: Rehearsal, command: WashCommand) -> tuple[e.Event, ...]:
    """Decide one command about the hot wash."""
    wash = rehearsal.talk.wash
    match command:
        case c.OpenWash():
            return (_opened(wash, command),)
        case c.AskWash():
            return (_asked(rehearsal, _going(wash), command),)
        case c.CloseWash(question=question):
            if question is None:
                return (*_all_closed(_going(wash)), e.WashClosed())
            _takes_answers(_going(wash), question)
            return (_closed(wash, question),)
        case c.AnswerWash():
            return (_answered(_going(wash), command),)


def _opened(wash: Wash, command: c.OpenWash) -> e.WashOpened:
    one, two, three = (clean(text, LONGEST_QUESTION, "question") for text in command.questions)
    if wash.open and (one, two, three) == wash.questions:
        raise Refused("conflict", "the hot wash has begun with these questions already")
    for number in sorted(wash.asked):
        if wash.questions[number - 1] != (one, two, three)[number - 1]:
            raise Refused("conflict", f"question {number} was asked; it stays as it is")
    return e.WashOpened(questions=(one, two, three))


def _asked(rehearsal: Rehearsal, wash: Wash, command: c.AskWash) -> e.WashAsked:
    on, question, finding = command.on, command.question, command.finding
    if (question is not None) != (on == "question") or (finding is not None) != (on == "finding"):
        raise Refused("invalid", "say which question or which finding, and of the two only what is shown")
    if question is not None:
        _the_question(wash, question)
    if finding is not None:
        the_finding(rehearsal, finding)
    if (on, question, finding) == (wash.on, wash.question, wash.finding):
        raise Refused("conflict", "that is on the screen already")
    return e.WashAsked(on=on, question=question, finding=finding)


def _answered(wash: Wash, command: c.AnswerWash) -> e.WashAnswered:
    question, mark = command.question, command.mark
    if not mark or len(mark) > LONGEST_MARK:
        raise Refused("invalid", "an answer needs a mark")
    _takes_answers(wash, question)
    text = clean(command.text, LONGEST_ANSWER, "answer")
    known = wash.answers.get(question, {})
    if known.get(mark) == text:
        raise Refused("conflict", "you have answered just so")
    if mark not in known and len(known) >= MOST_ANSWERS:
        raise Refused("too_large", f"{MOST_ANSWERS} people have answered; more cannot be read")
    if wash.said.get((question, mark), 0) >= MOST_TIMES:
        raise Refused("rate_limited", f"an answer may be changed {MOST_TIMES - 1} times; this one stands")
    count = len(known) + (mark not in known)
    return e.WashAnswered(question=question, mark=mark, text=text, count=count)


def _going(wash: Wash) -> Wash:
    if not wash.open:
        raise Refused("conflict", "there is no hot wash now")
    return wash


def _the_question(wash: Wash, question: int) -> None:
    if not 1 <= question <= len(wash.questions):
        raise Refused("not_found", f"there is no question {question}")


def _takes_answers(wash: Wash, question: int) -> None:
    _the_question(wash, question)
    if question in wash.closed:
        raise Refused("conflict", f"question {question} is closed")
    if question not in wash.asked:
        raise Refused("conflict", f"question {question} has not been asked")


def _closed(wash: Wash, question: int) -> e.WashClosed:
    """By their letters: an order that has nothing to do with who was first."""
    texts = wash.answers.get(question, {}).values()
    return e.WashClosed(
        question=question, texts=tuple(sorted(texts, key=lambda text: (text.casefold(), text)))
    )


def _all_closed(wash: Wash) -> Iterator[e.WashClosed]:
    return (_closed(wash, question) for question in sorted(wash.asked - wash.closed.keys()))
