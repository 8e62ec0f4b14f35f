"""What is said after EndEx: standings, people's own findings, actions, the hot wash."""

from dataclasses import replace

from app.ids import FindingId
from app.rehearsal import events as e
from app.rehearsal.state import Rehearsal
from app.rehearsal.talk import Action, Added, Settled, Talk, Wash

WashEvent = e.WashOpened | e.WashAsked | e.WashAnswered | e.WashClosed
ActionEvent = e.ActionAdded | e.ActionEdited | e.ActionDropped | e.ActionDone
TalkEvent = e.FindingSettled | e.FindingCosted | e.FindingAdded | ActionEvent | WashEvent


def apply(rehearsal: Rehearsal, event: TalkEvent) -> None:
    """Apply one event of the talk."""
    talk = rehearsal.talk
    match event:
        case e.FindingSettled(finding=finding, standing=standing, remark=remark):
            talk.settled[finding] = replace(_settled(talk, finding), standing=standing, remark=remark)
        case e.FindingCosted(finding=finding, cost=cost):
            talk.settled[finding] = replace(_settled(talk, finding), cost=cost or None)
        case e.FindingAdded():
            talk.added[event.finding] = Added(
                id=event.finding,
                seat=event.seat,
                sort=event.sort,
                title=event.title,
                what=event.what,
                t=event.t,
                evidence=event.evidence,
            )
        case e.ActionAdded() | e.ActionEdited() | e.ActionDropped() | e.ActionDone():
            _act(talk, event)
        case _:
            _wash(talk.wash, event)


def _settled(talk: Talk, finding: FindingId) -> Settled:
    return talk.settled.get(finding, Settled(finding=finding))


def _act(talk: Talk, event: ActionEvent) -> None:
    match event:
        case e.ActionAdded(action=action, what=what, owner=owner, due=due, findings=findings):
            talk.actions[action] = Action(id=action, what=what, owner=owner, due=due, findings=findings)
            talk.numbered += 1
        case e.ActionEdited(action=action, what=what, owner=owner, due=due, findings=findings):
            talk.actions[action] = replace(
                talk.actions[action], what=what, owner=owner, due=due, findings=findings
            )
        case e.ActionDropped(action=action):
            del talk.actions[action]
        case e.ActionDone(action=action, done=done):
            talk.actions[action] = replace(talk.actions[action], done=done)


def _wash(wash: Wash, event: WashEvent) -> None:
    match event:
        case e.WashOpened(questions=questions):
            wash.open, wash.questions = True, questions
        case e.WashAsked(on=on, question=question, finding=finding):
            wash.on, wash.question, wash.finding = on, question, finding
            if question is not None:
                wash.asked.add(question)
        case e.WashAnswered(question=question, mark=mark, text=text):
            wash.answers.setdefault(question, {})[mark] = text
            wash.said[question, mark] = wash.said.get((question, mark), 0) + 1
        case e.WashClosed(question=question, texts=texts):
            if question is None:
                wash.open, wash.on, wash.question, wash.finding = False, "nothing", None, None
            else:
                wash.closed[question] = texts
