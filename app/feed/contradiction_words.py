"""What the reader of contradictions knows of four languages: who says no, who hedges, what says nothing.

Words are written as `plain` gives them: lower case, no accents, one Arabic alef.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's lists.

    Attributes:
        no: what turns a statement into its opposite.
        hedge: what makes it no statement: a condition, somebody else's claim, a question to look into.
        about: what makes a number a rough one.
        idle: words that say nothing about what a statement is about.
        numbers: numbers as words.
    """

    no: frozenset[str]
    hedge: frozenset[str]
    about: frozenset[str]
    idle: frozenset[str]
    numbers: Mapping[str, int]


def _some(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _counted(words: str, first: int = 2) -> Mapping[str, int]:
    return {word: number for number, word in enumerate(words.split(), start=first)}


EN = Words(
    no=_some(
        "not no never none nobody neither nor cannot didn't wasn't weren't isn't aren't "
        "don't doesn't "
        "won't can't hasn't haven't hadn't wouldn't false wrong untrue incorrect myth deny denies denied"
    ),
    hedge=_some(
        "if whether maybe perhaps might may could would says said say claim claims claimed "
        "rumour rumours rumor "
        "rumors allegedly reportedly apparently checking confirm investigate investigating unless until"
    ),
    about=_some(
        "about around roughly nearly almost over under more less fewer least most some up approximately"
    ),
    idle=_some(
        "yes a an the of to in on at by for from with and or as is are was were be been being has "
        "have had do does "
        "did it its this that these those he she they we you i our your his her their them us "
        "him who which "
        "what there here so too also very just only still than then when while after before all "
        "any both each "
        "will shall can should must into out up down off own"
    ),
    numbers=_counted("two three four five six seven eight nine ten eleven twelve"),
)
DE = Words(
    no=_some(
        "nicht kein keine keinen keinem keiner keines nie niemals niemand weder noch nichts "
        "falsch unwahr "
        "gelogen"
    ),
    hedge=_some(
        "ob falls wenn vielleicht womoglich angeblich offenbar soll sollen sollte prufen gerucht "
        "behauptet behaupten sagt sagen bis"
    ),
    about=_some("etwa rund ungefahr fast knapp uber unter mehr weniger mindestens hochstens circa ca"),
    idle=_some(
        "ja der die das den dem des ein eine einen einem einer eines und oder als ist sind war "
        "waren sein hat haben "
        "hatte hatten werden wird wurde wurden worden von zu zum zur in im an am auf aus bei "
        "beim mit nach vor fur um durch es "
        "er sie wir ihr ich uns unser unsere unseren unserem seine seinen sein ihre ihren dies "
        "diese dieser "
        "dieses dass da so auch nur noch schon sehr alle alles beide sich"
    ),
    numbers=_counted("zwei drei vier funf sechs sieben acht neun zehn elf zwolf"),
)
ES = Words(
    no=_some("no nunca jamas nadie ningun ninguna ninguno tampoco ni nada falso falsa mentira incorrecto"),
    hedge=_some(
        "si quizas quiza tal vez podria podrian dicen dice segun rumor rumores supuestamente "
        "parece comprobar "
        "comprobando hasta afirma afirman"
    ),
    about=_some("unos unas casi cerca alrededor aproximadamente mas menos sobre minimo maximo"),
    idle=_some(
        "el la los las un una de del al a en por para con y e o u que se es son era eran fue "
        "fueron ser ha han "
        "habia hay su sus lo le les nos nuestro nuestra nuestros nuestras este esta estos estas "
        "ese esa como "
        "muy ya tambien solo todo todos toda todas mi tu yo ellos ella cuando"
    ),
    numbers=_counted("dos tres cuatro cinco seis siete ocho nueve diez once doce"),
)
AR = Words(
    no=_some("لا لم لن ليس ليست ليسوا ما غير كاذب كذب خطا باطل ابدا"),
    hedge=_some("اذا لو ان ربما قد يقال يزعم يزعمون اشاعه شايعه نتحقق هل حتى يقولون"),
    about=_some("نحو حوالي تقريبا اكثر اقل قرابه زهاء"),
    idle=_some(
        "نعم من الى في على عن مع هذا هذه ذلك تلك هو هي هم نحن انا انت التي الذي الذين كان كانت كل "
        "بعض ثم او و بين "
        "عند منذ بعد قبل كما ايضا فقط به بها له لها لهم فيه فيها منه منها"
    ),
    numbers={**_counted("اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره"), "اثنين": 2},
)
BY_LANGUAGE: Mapping[str, Words] = {"en": EN, "de": DE, "es": ES, "ar": AR}
THOUSANDS: Mapping[str, int] = {
    **dict.fromkeys(("thousand", "k", "tausend", "mil", "الف", "الاف"), 1_000),
    **dict.fromkeys(("million", "millions", "m", "millionen", "millon", "millones", "مليون"), 1_000_000),
}


def words_of(tag: str) -> Words:
    """Those of a language such as `de-AT`; English ones where we have none."""
    return BY_LANGUAGE.get(tag.partition("-")[0].lower(), EN)
