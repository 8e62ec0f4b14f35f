"""A bystander's trust dial: where it stands after what was read, and the reason given."""

from math import fsum

from app.crowd.reading import Reading, read
from app.crowd.worth import worth
from app.ids import ExerciseTime
from app.rehearsal.commands import SetTrust
from app.standins.luck import Luck
from app.standins.speaking import SENSED_HEAT
from app.view.sight import SeenPost, Sight

GAP = (180.0, 300.0)
SETTLES = 20.0
"""Exercise seconds somebody leaves the dial alone after touching it."""
READS_IN = (20.0, 80.0)
"""Exercise seconds until a post of the brand is read."""
PATIENCE = 300.0
"""Silence of the brand that long is held against it."""

_ENGLISH = {
    "first": ("A first feeling, nothing more.", "I know them a little.", "Too early to say more."),
    "owned": ("They said it was them.", "That was a straight sorry.", "No if in it. Good."),
    "conditional": ("An if is not an apology.", "Sorry, if. No.", "They are sorry for how others feel."),
    "policy": ("I asked about a person and got a rule.", "Paragraphs.", "They hide behind a policy."),
    "blame": ("They put it on him.", "That was a low blow.", "Arguing with the one who got hurt."),
    "evidence": ("They told what they found out.", "Facts, at last.", "That can be checked."),
    "promise": ("There is a date in it.", "They say what changes.", "Something I can hold them to."),
    "kind": ("A human wrote that.", "They listen, it seems.", "Kind words, and to the right people."),
    "holding": ("They have noticed, at least.", "A time was named. Let us see.", "Fine, I can wait a bit."),
    "plain": ("Words so far.", "Neither warm nor cold.", "I read it twice and know no more."),
    "anger": ("Too many say the same.", "The stories add up.", "It sounds believable, what people tell."),
    "silence": ("Still nothing from them.", "They let others tell it.", "Silence is an answer too."),
    "calm": ("Nothing new.", "It is calming down.", "Holding my opinion for now."),
}
_ARABIC = {
    "first": ("إحساس أول لا أكثر.", "أعرفهم قليلًا.", "الوقت مبكر على غير ذلك."),
    "owned": ("قالوا إنهم هم.", "اعتذار بلا لف.", "ما فيه «إذا». جيد."),
    "conditional": ("«إذا» ليست اعتذارًا.", "آسفون، إذا. لا.", "آسفون على شعور غيرهم."),
    "policy": ("سألت عن إنسان وجاءتني لائحة.", "مواد وبنود.", "يختبئون وراء النظام."),
    "blame": ("رموها على غيرهم.", "ضربة تحت الحزام.", "يجادلون من تأذى."),
    "evidence": ("قالوا ماذا وجدوا.", "حقائق أخيرًا.", "هذا يمكن التأكد منه."),
    "promise": ("فيها تاريخ.", "يقولون ما الذي يتغير.", "شيء أحاسبهم عليه."),
    "kind": ("كتبها إنسان.", "يبدو أنهم يسمعون.", "كلام طيب، ولأهله."),
    "holding": ("انتبهوا على الأقل.", "ذكروا وقتًا. لنر.", "لا بأس، أنتظر قليلًا."),
    "plain": ("كلام حتى الآن.", "لا دافئ ولا بارد.", "قرأتها مرتين ولم أعرف أكثر."),
    "anger": ("كثيرون يقولون الشيء نفسه.", "القصص تتراكم.", "ما يحكيه الناس يُصدَّق."),
    "silence": ("لا شيء منهم بعد.", "تركوا غيرهم يحكيها.", "السكوت جواب أيضًا."),
    "calm": ("لا جديد.", "الأمر يهدأ.", "أحتفظ برأيي الآن."),
}
_REASONS = {"en": _ENGLISH, "ar": _ARABIC}
"""By language; in any other the dial moves without a word."""


def turn_dial(sight: Sight, luck: Luck) -> SetTrust | None:
    """The dial's next place, if it is time."""
    turns = len(sight.trust)
    if not turns:
        if sight.t < luck.between(60, 150, "first dial"):
            return None
        return SetTrust(value=round(luck.between(45, 70, "feeling")), reason=_reason(sight, luck, "first"))
    latest = sight.trust[-1]
    if sight.t < latest.t + SETTLES:
        return None
    regular = sight.t >= latest.t + luck.between(*GAP, "dial", turns)
    answers = _read_since(sight, luck, latest.t)
    if not regular and not answers:
        return None
    change, cause = _verdict(sight, answers, latest.t)
    value = min(98, max(2, latest.value + round(change)))
    return SetTrust(value=value, reason=_reason(sight, luck, cause))


def _read_since(sight: Sight, luck: Luck, since: ExerciseTime) -> list[SeenPost]:
    """The brand's posts that the bystander got to after `since`."""
    posts = [post for post in sight.posts if post.author == sight.brand and post.up]
    return [post for post in posts if since < post.t + luck.between(*READS_IN, "reads", post.id) <= sight.t]


def _verdict(sight: Sight, answers: list[SeenPost], since: ExerciseTime) -> tuple[float, str]:
    """How far the dial moves, -18 to 18, and what moved it most."""
    language = sight.language
    angry = [
        post for post in sight.posts if post.up and post.t > since and read(post.text, language).tone < 0
    ]
    change = max(-6.0, -0.6 * len(angry))
    if answers:
        gained = fsum(worth(read(post.text, language), SENSED_HEAT) for post in answers)
        change += max(-14.0, min(14.0, 7 * gained))
        return max(-18.0, min(18.0, change)), _cause(read(answers[-1].text, language))
    spoken = max((post.t for post in sight.posts if post.author == sight.brand), default=0.0)
    if sight.t - spoken > PATIENCE:
        return change - 4, "silence"
    return (change, "anger") if change <= -1 else (change, "calm")


def _cause(reading: Reading) -> str:
    told = {
        "blame": reading.blame,
        "conditional": reading.conditional,
        "owned": reading.owned,
        "policy": reading.policy,
        "promise": reading.promise,
        "evidence": reading.evidence,
        "kind": reading.empathy or reading.thanks or reading.invitation or reading.apology,
        "holding": reading.holding,
    }
    return next((cause for cause, holds in told.items() if holds), "plain")


def _reason(sight: Sight, luck: Luck, cause: str) -> str:
    """A reason it has not given before, as long as there is one."""
    several = _REASONS.get(sight.language.partition("-")[0].lower())
    if several is None:
        return ""
    given = {one.reason for one in sight.trust}
    fresh = [one for one in several[cause] if one not in given] or list(several[cause])
    return luck.chosen(fresh, "reason", len(sight.trust))
