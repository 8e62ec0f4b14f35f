"""What a plan should say so that a mistake or a missed chance does not come again: a sentence for each rule.

The sentences are judgement: where crisis handbooks agree. A team puts them in words of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.scenario.components import ComponentKind
from app.scenario.positions import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A sentence for the part of the plan of that kind."""

    kind: ComponentKind
    says: str


def _of(kind: ComponentKind, says: str) -> Advice:
    return Advice(kind=kind, says=says)


ADVICE: Final[Mapping[str, Advice]] = {
    # the decision model
    "unapproved": _of(
        "approval",
        "A spoken yes does not count: every yes is given at the desk. Whoever breaks the glass calls the "
        "decision maker within five minutes.",
    ),
    "wrong_class": _of(
        "approval",
        "An apology or an offer of money is marked as one, and whoever reads a draft checks its class first.",
    ),
    "empty_rung": _of("out_of_hours", "Before each shift the desk checks that every step has somebody."),
    "waited_idle": _of(
        "escalation",
        "A draft that waits beyond its time is called in by phone, and then goes to the delegate.",
    ),
    "unreasoned": _of("approval", "Each decision is written down with its reason, or the bet it rests on."),
    # accounts
    "wrong_account": _of(
        "channels",
        "The account is read aloud before Publish. While a storm lasts, nobody of the team posts from an "
        "account of their own.",
    ),
    # answers
    "late_first_reply": _of(
        "response_targets",
        "When facts are still missing, a holding statement goes out within half of the promised time.",
    ),
    "inject_unanswered": _of(
        "response_targets",
        "Each question to us has a name beside it within two minutes, and an answer in time.",
    ),
    "mention_unanswered": _of(
        "listening",
        "What is widely seen and speaks to us is given to somebody at once, also without a question.",
    ),
    # promises
    "promise_missed": _of(
        "response_targets", "A time in a post is set as a task, with an owner, before the post goes out."
    ),
    "promise_open": _of(
        "response_targets",
        "Who says that more will follow says when; without news that is said at that time.",
    ),
    "handover_gap": _of(
        "hand_over", "Who leaves hands over open promises by name, and the other says them back."
    ),
    "task_overdue": _of(
        "escalation", "Every ten minutes the desk reads the open tasks aloud; what is late gets a new owner."
    ),
    # words
    "pasted": _of("voice", "No sentence twice: a second answer says what is new, or names the person."),
    "attacked": _of("voice", "We never answer in kind; what insults is left alone or reported."),
    "argued": _of("voice", "Once a fact against us is confirmed we own it first, and explain after."),
    "conditional_apology": _of("voice", "We say sorry for what we did. There is no if in an apology."),
    "off_voice": _of("voice", "A person is answered by a person: their name, plain words, a name below it."),
    "red_line": _of(
        "legal_red_lines", "The red lines lie beside every draft; who drafts reads them before handing in."
    ),
    "private_data": _of(
        "legal_red_lines", "No number, code or address of a customer in public; we ask for a message instead."
    ),
    "marked_mistake": _of(
        "learning", "What a drill marked as a mistake is talked through within a week, and ends up here."
    ),
    # taking back
    "deleted_seen": _of(
        "moderation", "What was seen is not deleted in silence: we say in public that it is gone, and why."
    ),
    "captured_back": _of(
        "moderation", "Never delete once it is captured: correct below it, with the old words left to see."
    ),
    "edited_quietly": _of("moderation", "A changed post says that it was changed, and what."),
    # facts
    "confirmed_false": _of(
        "facts_and_sources",
        "A fact is confirmed by its source's own record, or by two who do not know each other.",
    ),
    "contradicted": _of(
        "facts_and_sources",
        "Who drafts cites the facts of the board, and reads them once more before Publish.",
    ),
    "not_so": _of(
        "facts_and_sources", "What the board does not have is asked of the subject expert before it is said."
    ),
    "said_unconfirmed": _of(
        "facts_and_sources",
        "A claim that is not confirmed goes out as what we are looking into, or not at all.",
    ),
    # chances
    "inject_window": _of("listening", "Who sees an offer flags it as a chance, and it is given to somebody."),
    "opening_self_irony": _of("voice", "The decision maker says beforehand who may be light, and when."),
    "opening_ally": _of(
        "influencer_relations", "Who speaks up for us and is heard is thanked within ten minutes, by name."
    ),
    "opening_receipts": _of(
        "facts_and_sources", "A confirmed fact is public within ten minutes, with its source."
    ),
    "opening_cause": _of(
        "spokespeople",
        "A demand that can be met goes to the decision maker at once, who answers it in public.",
    ),
    "opening_wit": _of("voice", "The decision maker says beforehand who may be light, and when."),
    "opening_critic_won": _of(
        "voice", "A critic who is here now is spoken to at once, by name and not in general."
    ),
    "opening_steal_thunder": _of(
        "channels", "What the press or a contact knows, we tell first, in our own words and place."
    ),
    "opening_leave_it": _of("listening", "What hardly anybody sees is watched, and not answered."),
    "early_flag": _of("escalation", "A flagged chance is decided on within two minutes."),
    "supporter": _of(
        "influencer_relations", "Who speaks up for us and is heard is thanked within ten minutes."
    ),
    "employee": _of("spokespeople", "Who works for us and speaks is rung up, thanked and told what we know."),
    "witness": _of("listening", "Who was there is answered within five minutes, by name."),
    "press_asked": _of("spokespeople", "A journalist has a name and a time from us within ten minutes."),
}

OWNERS: Final[Mapping[ComponentKind, Position]] = {
    "approval": "decision_maker",
    "escalation": "decision_maker",
    "out_of_hours": "decision_maker",
    "legal_red_lines": "legal",
    "facts_and_sources": "subject_expert",
}
"""Whose a part is that is not in the plan yet; the communicator's where none is named."""
