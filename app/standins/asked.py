"""A bystander's answers when it is asked: the mood check every five minutes, and the verdict at the end."""

from app.rehearsal.commands import GiveMood, GiveVerdict
from app.rehearsal.judging import MOOD_EVERY, mood_round
from app.standins.luck import Luck
from app.view.sight import Sight

TAKES = (8.0, 80.0)
"""Exercise seconds until a question is answered."""
_MIDDLE = 50
_WORDS = {
    "en": (
        ("I would not go back to them.", "They lost me tonight.", "It took them far too long."),
        (
            "I still do not know what to think.",
            "Half an answer is half an answer.",
            "We will see what they do.",
        ),
        (
            "They stood by what they did.",
            "In the end they talked like people.",
            "I would give them another chance.",
        ),
    ),
    "ar": (
        ("لن أعود إليهم.", "خسروني الليلة.", "تأخروا كثيرًا."),
        ("ما زلت لا أعرف رأيي.", "نصف جواب يبقى نصف جواب.", "سنرى ماذا يفعلون."),
        ("تحملوا ما فعلوه.", "في النهاية تكلموا كبشر.", "أعطيهم فرصة أخرى."),
    ),
}
"""Of low, middling and high trust; in any other language the verdict has no words."""


def answer_mood(sight: Sight, luck: Luck) -> GiveMood | None:
    """The answer to this round's question, once it was read; the first is asked after five minutes."""
    now = mood_round(sight.t)
    if now == 0 or any(one.round == now for one in sight.moods):
        return None
    if sight.t < now * MOOD_EVERY + luck.between(*TAKES, "mood", now):
        return None
    return GiveMood(value=_of_five(sight))


def give_verdict(sight: Sight, luck: Luck) -> GiveVerdict | None:
    """The last word, if it was not given."""
    if sight.verdict is not None:
        return None
    value = _of_five(sight)
    several = _WORDS.get(sight.language.partition("-")[0].lower())
    words = luck.chosen(several[(value > 2) + (value > 3)], "verdict") if several else ""
    return GiveVerdict(value=value, words=words)


def _of_five(sight: Sight) -> int:
    """Where the dial stands, in five steps."""
    trust = sight.trust[-1].value if sight.trust else _MIDDLE
    return min(5, 1 + int(trust // 20))
