"""Occasions for tests: moments of a storm, in four languages, with a story's topics and without."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.chance import between, chosen, uniform
from app.crowd.segments import SEGMENTS, Segment
from app.crowd.voice import Answered, Form, Occasion, say
from app.feed.intent import Strategy
from app.feed.wording import folded
from app.scenario.topics import Topic

LANGUAGES = ("en", "ar", "es", "de")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What was just done, and how the audience feels on average."""

    answered: Answered = "brand"
    strategies: tuple[Strategy, ...] = ()
    conditional: bool = False
    silent_for: float = 0.0
    form: Form = "reply"
    leaning: float = -0.3
    arousal: float = 0.6


MOMENTS: Mapping[str, Moment] = {
    "first minutes": Moment(answered="critic", silent_for=240.0, leaning=-0.4),
    "still silent": Moment(answered="nobody", silent_for=2_400.0, form="post", leaning=-0.5, arousal=0.7),
    "holding line": Moment(leaning=-0.2),
    "policy": Moment(strategies=("explain", "deflect"), leaning=-0.5, arousal=0.75),
    "owned apology": Moment(strategies=("apology",), leaning=0.1, arousal=0.45),
    "sorry if": Moment(strategies=("apology",), conditional=True, leaning=-0.4),
    "joke": Moment(strategies=("humour",), leaning=-0.2),
    "denial": Moment(strategies=("deny",), leaning=-0.4, arousal=0.7),
    "attack": Moment(strategies=("attack",), leaning=-0.5, arousal=0.8),
    "calm and late": Moment(answered="crowd", leaning=0.15, arousal=0.15),
}
_QUOTED = {
    "en": "We have looked at what happened at the gate. Our rules apply to everybody alike.",
    "de": "Wir haben uns angesehen, was am Gate passiert ist. Unsere Regeln gelten für alle gleich.",
    "es": "Hemos revisado lo que pasó en la puerta. Nuestras normas valen para todos por igual.",
    "ar": "اطلعنا على ما حدث عند البوابة. قواعدنا تنطبق على الجميع بالتساوي.",
}
_TOLD = {
    "en": "They walked me off in front of everybody. Who decided that?",
    "de": "Sie haben mich vor allen hinausgeführt. Wer hat das entschieden?",
    "es": "Me bajaron delante de todos. ¿Quién lo decidió?",
    "ar": "أنا نزلوني قدام الكل. مين قرر هيك؟",
}
TOPICS = {
    "en": Topic(
        id="rule",
        name="armrest rule",
        details=("he had his belt on", "both armrests were down", "nobody measured him"),
        claims=("he had paid for two seats", "the order came by phone"),
        asks=("who decided that?", "where is that rule written down?"),
        demands=("publish the procedure", "ask people in private"),
        stories=("my sister was asked in front of her class", "they gave away my second seat"),
        merits=("their crews are kind people",),
        offers=("I can drive somebody to Port Brisa tonight",),
        memes=("belt on, armrests down",),
    ),
    "de": Topic(
        id="rule",
        name="Armlehnenregel",
        details=("er war angeschnallt", "beide Armlehnen waren unten", "niemand hat ihn gemessen"),
        claims=("er hatte zwei Plätze bezahlt", "die Anweisung kam per Telefon"),
        asks=("wer hat das entschieden?", "wo steht diese Regel?"),
        demands=("legt die Regel offen", "fragt die Leute unter vier Augen"),
        stories=("meine Schwester wurde vor der ganzen Klasse gefragt",),
        merits=("die Crews sind herzlich",),
        offers=("ich kann heute Abend jemanden nach Port Brisa fahren",),
        memes=("Gurt zu, Lehnen runter",),
    ),
    "es": Topic(
        id="rule",
        name="norma de los apoyabrazos",
        details=("llevaba el cinturón puesto", "los dos apoyabrazos estaban abajo", "nadie lo midió"),
        claims=("había pagado dos asientos", "la orden llegó por teléfono"),
        asks=("¿quién decidió eso?", "¿dónde está escrita esa norma?"),
        demands=("publiquen el procedimiento", "pregunten en privado"),
        stories=("a mi hermana se lo preguntaron delante de toda su clase",),
        merits=("sus tripulaciones son un encanto",),
        offers=("puedo llevar a alguien a Port Brisa esta noche",),
        memes=("cinturón puesto, brazos abajo",),
    ),
    "ar": Topic(
        id="rule",
        name="قاعدة مسند الذراع",
        details=("كان رابط الحزام", "المسندين كانوا نازلين", "ما حدا قاس شي"),
        claims=("كان دافع حق مقعدين", "الأمر إجا بالتلفون"),
        asks=("مين قرر هيك؟", "وين مكتوبة هالقاعدة؟"),
        demands=("انشروا الإجراءات", "اسألوا الناس على انفراد"),
        stories=("أختي سألوها قدام صفها كله",),
        merits=("طواقمهم ناس طيبين",),
        offers=("بقدر وصّل حدا الليلة لبورت بريزا",),
        memes=("الحزام مربوط والمسند نازل",),
    ),
}
_SHARES = (0.16, 0.36, 0.14, 0.14, 0.07, 0.1, 0.03)
_SIDE = (0.5, 0.1, -0.2, -0.5, -0.5, -0.3, 0.0)
"""How far each segment is from the average, in the order of SEGMENTS."""


def an_occasion(
    language: str = "en",
    moment: Moment = MOMENTS["holding line"],
    *,
    segment: Segment = "neutral",
    sentiment: float = 0.0,
    arousal: float = 0.5,
    abuse: float = 0.5,
    form: Form | None = None,
    topics: bool = True,
    longest: int = 280,
) -> Occasion:
    return Occasion(
        language=language,
        segment=segment,
        sentiment=sentiment,
        arousal=arousal,
        abuse=abuse,
        form=form or moment.form,
        answered=moment.answered,
        strategies=moment.strategies,
        conditional=moment.conditional,
        silent_for=moment.silent_for,
        quoted=(_QUOTED if moment.answered == "brand" else _TOLD)[language],
        author="Kim",
        brand="Meridian",
        handle="meridian",
        topics=(TOPICS[language],) if topics else (),
        hashtags=("#WhoDecided",),
        longest=longest,
    )


def audience(
    language: str, moment: Moment, count: int, *, topics: bool = True, abuse: float = 0.5, longest: int = 280
) -> Iterator[Occasion]:
    """So many strangers who come by in one moment."""
    for number in range(count):
        at = _segment(number)
        sentiment = moment.leaning + _SIDE[at] + between(-0.5, 0.5, 5, number, 2)
        arousal = moment.arousal + between(-0.25, 0.25, 5, number, 3)
        form: Form = "inquiry" if SEGMENTS[at] == "press" and number % 2 else moment.form
        yield an_occasion(
            language,
            moment,
            segment=SEGMENTS[at],
            sentiment=max(-1.0, min(1.0, sentiment)),
            arousal=max(0.0, min(1.0, arousal)),
            abuse=abuse,
            form=chosen((form, form, form, form, "quote"), 5, number, 4) if form == "reply" else form,
            topics=topics,
            longest=longest,
        )


def _segment(number: int) -> int:
    luck, share = uniform(5, number, 1), 0.0
    for at, part in enumerate(_SHARES):
        share += part
        if luck < share:
            return at
    return 0


def thread(
    language: str,
    moment: Moment,
    count: int,
    *,
    topics: bool = True,
    abuse: float = 0.5,
    longest: int = 280,
    seed: int = 9,
    said: dict[str, None] | None = None,
) -> list[tuple[Occasion, str]]:
    """What the first `count` strangers write in that moment, one after the other."""
    said = {} if said is None else said
    written: list[tuple[Occasion, str]] = []
    passing = audience(language, moment, count, topics=topics, abuse=abuse, longest=longest)
    for number, occasion in enumerate(passing):
        text = say(occasion, said, (seed, number))
        if text is not None:
            said[folded(text)] = None
            written.append((occasion, text))
    return written
