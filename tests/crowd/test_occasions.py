"""Who writes and how they feel follows from the audience's state, the thread, and what the brand did."""

from collections import Counter
from dataclasses import replace
from math import fsum

import numpy as np
import pytest

from app.crowd.audience import Audience
from app.crowd.occasions import (
    CONFORMS,
    OFFERS,
    QUESTIONS,
    Setting,
    form_of,
    going_round,
    occasion,
    who_replies,
)
from app.crowd.parameters import ACTIVITY
from app.crowd.segments import ACTIVISTS, CRITICS, LOYAL, NEUTRAL, PRESS, TROLLS
from app.crowd.voice_occasion import HOT, Answered, Occasion
from app.feed.intent import Intent
from app.feed.posts import Post
from app.ids import FactId, Handle, PostId
from app.rehearsal.commands import DialCrowd, JudgePost, ShockCrowd
from app.rehearsal.events import FactClaimed, FactConfirmed, Origin
from app.scenario.scenario import Scenario
from app.scenario.topics import Topic
from tests.airline import AIRLINE, BRAND, DIRECTOR, FAN
from tests.airline import PRESS as PAPER
from tests.build import brand, facilitator
from tests.crowd.occasions import TOPICS
from tests.crowd.storms import ANGRY, OWNED, RULES, Storm, a_storm, by_inject

BELT = TOPICS["en"]
WAITING = Topic(id="wait", name="hotline queue", details=("the hotline is busy",), memes=("still on hold",))
TOLD = replace(AIRLINE, crowd=replace(AIRLINE.crowd, topics=(BELT, WAITING)))


def setting_of(storm: Storm, at: float | None = None) -> Setting:
    """How things stand after the crowd's latest step."""
    rehearsal = storm.rehearsal
    audience = Audience(rehearsal.scenario, rehearsal.seed)
    audience.hear(rehearsal)
    audience.advance(rehearsal.mood.tick)
    t = storm.drill.t if at is None else at
    return Setting(rehearsal=rehearsal, audience=audience, t=t, meme=going_round(rehearsal))


def post_of(setting: Setting, name: str) -> Post:
    return setting.rehearsal.feed.posts[PostId(name)]


def those_who_reply(setting: Setting, name: str, count: int = 300) -> list[Occasion]:
    """The occasions of so many replies to a post."""
    post, audience = post_of(setting, name), setting.audience
    entity = audience.intake.names.get(post.id)
    lean = audience.valence(entity) if entity is not None else 0.0
    return [
        occasion(setting, post, who_replies(setting, entity, (turn,)), "reply", (turn,), lean=lean)
        for turn in range(count)
    ]


def mean(numbers: list[float]) -> float:
    return fsum(numbers) / len(numbers)


def latest(storm: Storm) -> str:
    """The brand's latest post."""
    post = storm.rehearsal.feed.latest_by(BRAND)
    assert post is not None
    return post.id


def shocked(storm: Storm, quantity: str, by: float) -> Storm:
    storm.drill.ask(facilitator(), ShockCrowd(on=quantity, by=by))  # type: ignore[arg-type]
    storm.on(storm.drill.at + 4.0)
    return storm


def test_nobody_rages_while_the_audience_is_calm() -> None:
    storm = Storm()
    storm.say("The plane stands at gate B4.", 1.0, FAN)
    storm.on(4.0)
    roused = [one.arousal for one in those_who_reply(setting_of(storm), "p1")]
    assert max(roused) < HOT
    assert mean(roused) < 0.3


def test_an_enraged_audience_rages_save_those_who_are_content() -> None:
    calm, enraged = a_storm(), shocked(a_storm(), "anger", 0.8)
    roused = {}
    for name, storm in (("calm", calm), ("enraged", enraged)):
        replies = those_who_reply(setting_of(storm), "p1")
        roused[name] = mean([one.arousal for one in replies])
        assert all(one.arousal <= 0.5 for one in replies if one.sentiment > 0)
    assert roused["enraged"] > roused["calm"] + 0.3


def test_an_apology_that_is_accepted_gets_kind_replies_and_rules_get_angry_ones() -> None:
    tones = {}
    for answer in (OWNED, RULES):
        storm = a_storm(answer)
        storm.on(160.0)
        tones[answer] = [one.sentiment for one in those_who_reply(setting_of(storm), latest(storm))]
    kind = [len([one for one in tones[answer] if one > 0.2]) / 300 for answer in (OWNED, RULES)]
    angry = [len([one for one in tones[answer] if one < -0.2]) / 300 for answer in (OWNED, RULES)]
    assert kind[0] > 0.5 > kind[1]
    assert angry[1] > 0.5 > angry[0]


def test_who_replies_to_criticism_is_on_its_side_more_than_who_replies_to_praise() -> None:
    storm = a_storm()
    storm.say("They were so kind and lovely to my mother. Thank you, wonderful people.", 121.0, FAN)
    storm.on(150.0)
    setting = setting_of(storm)
    praise = next(post.id for post in setting.rehearsal.feed.posts.values() if post.author == FAN)
    below = [mean([one.sentiment for one in those_who_reply(setting, name)]) for name in ("p1", praise)]
    assert below[0] < below[1] - 0.3


def test_a_thread_draws_those_who_write_in_it_to_its_tone() -> None:
    tones = []
    for stance in (-1.0, 1.0):
        storm = a_storm()
        for turn in range(6):
            origin = Origin(sort="crowd", stance=stance)
            storm.say(f"Reply {turn}.", 121.0, Handle(f"somebody{turn}"), reply_to="p1", origin=origin)
        tones.append(mean([one.sentiment for one in those_who_reply(setting_of(storm), "p1")]))
    assert tones[1] - tones[0] == pytest.approx(2 * CONFORMS, abs=0.12)


def test_the_crowd_speaks_of_what_a_post_does_as_it_is_read_meant_or_judged() -> None:
    storm = a_storm(OWNED)
    storm.on(124.0)
    post = latest(storm)
    assert those_who_reply(setting_of(storm), post, 1)[0].strategies[0] == "apology"
    judged = JudgePost(post=PostId(post), intent=Intent(strategies=("humour", "attack")))
    storm.drill.ask(facilitator(), judged)
    assert those_who_reply(setting_of(storm), post, 1)[0].strategies == ("humour", "attack")
    meant = a_storm(RULES, intent=Intent(strategies=("empathy",)))
    assert those_who_reply(setting_of(meant), latest(meant), 1)[0].strategies == ("empathy",)


def test_an_apology_with_an_if_is_heard_as_one_and_a_holding_line_as_nothing() -> None:
    sorry_if = a_storm("We are sorry if anyone was offended by what happened.")
    assert those_who_reply(setting_of(sorry_if), latest(sorry_if), 1)[0].conditional
    holding = a_storm("We have seen this and are looking into it.")
    assert those_who_reply(setting_of(holding), latest(holding), 1)[0].strategies == ()
    assert those_who_reply(setting_of(holding), "p1", 1)[0].strategies == ()


def test_silence_is_told_in_seconds_and_ends_with_the_first_word_of_the_brand() -> None:
    storm = a_storm()
    assert those_who_reply(setting_of(storm, 601.0), "p1", 1)[0].silent_for == 600.0
    storm.say(RULES, 610.0)
    assert those_who_reply(setting_of(storm, 700.0), "p1", 1)[0].silent_for == 0.0


def test_the_crowd_knows_whom_it_answers() -> None:
    storm = Storm()
    storm.say(ANGRY, 1.0, DIRECTOR)
    storm.say("A picture follows.", 2.0, PAPER)
    storm.say("My cousin works there.", 3.0, FAN, origin=by_inject("i5"))
    storm.say(RULES, 4.0)
    storm.say("Shame.", 5.0, Handle("ida77"), origin=Origin(sort="crowd", stance=-0.4))
    storm.on(6.0)
    setting = setting_of(storm)
    wanted: tuple[Answered, ...] = ("critic", "press", "inject", "brand", "crowd")
    answered = [those_who_reply(setting, f"p{number}", 1)[0] for number in range(1, 6)]
    assert tuple(one.answered for one in answered) == wanted
    assert [one.quoted for one in answered] == [post_of(setting, f"p{number}").text for number in range(1, 6)]
    assert occasion(setting, None, NEUTRAL, "post", (1,), lean=-0.5).answered == "nobody"


def test_a_post_of_ones_own_leans_as_its_row_does() -> None:
    setting = setting_of(a_storm())
    for lean in (-0.6, 0.0, 0.6):
        tones = [
            occasion(setting, None, NEUTRAL, "post", (turn,), lean=lean).sentiment for turn in range(100)
        ]
        assert mean(tones) == pytest.approx(lean, abs=0.06)
        assert max(abs(tone - lean) for tone in tones) <= 0.31


def test_who_replies_has_looked_and_acts_readily() -> None:
    storm = a_storm()
    setting = setting_of(storm)
    model = setting.audience.engine.model
    entity = setting.audience.intake.names[PostId("p1")]
    row = int(np.flatnonzero(model.cascades.entity == np.uint64(entity))[0])
    drawn = Counter(who_replies(setting, entity, (turn,)) for turn in range(4_000))
    weights = model.cascades.views[row] * model.parameters.segments[:, ACTIVITY]
    for segment in (LOYAL, NEUTRAL, CRITICS, TROLLS):
        assert drawn[segment] / 4_000 == pytest.approx(weights[segment] / weights.sum(), abs=0.03)
    model.cascades.views[row] = np.eye(7)[ACTIVISTS]
    assert {who_replies(setting, entity, (turn,)) for turn in range(50)} == {ACTIVISTS}


def test_the_press_asks_and_help_is_offered_only_by_those_who_wish_the_brand_no_ill() -> None:
    setting = setting_of(a_storm())
    post = post_of(setting, "p1")
    forms = {
        segment: Counter(form_of(setting, post, segment, (turn,)) for turn in range(2_000))
        for segment in range(7)
    }
    assert set(forms[PRESS]) == {"inquiry"}
    for segment in (LOYAL, NEUTRAL):
        assert forms[segment]["offer"] / 2_000 == pytest.approx(OFFERS, abs=0.015)
    for segment in (CRITICS, ACTIVISTS, TROLLS):
        assert forms[segment]["offer"] == 0
        assert forms[segment]["question"] / 2_000 == pytest.approx(OFFERS + QUESTIONS, abs=0.03)
    assert form_of(setting, None, TROLLS, (3,)) in ("post", "question")


def test_a_phrase_catches_on_by_being_used() -> None:
    storm = Storm(TOLD)
    storm.say("STILL on hold. Still.", 1.0, FAN)
    assert going_round(storm.rehearsal) == "still on hold"
    for turn in range(2):
        storm.say(f"Belt on, armrests down! {turn}", 2.0, DIRECTOR)
    assert going_round(storm.rehearsal) == "belt on, armrests down"
    assert going_round(Storm(TOLD).rehearsal) is None
    assert going_round(Storm().rehearsal) is None


def topics_of(scenario: Scenario, text: str) -> Counter[str | None]:
    storm = Storm(scenario)
    storm.say(text, 1.0, DIRECTOR)
    return Counter(one.topic for one in those_who_reply(setting_of(storm), "p1"))


def test_a_reply_is_about_what_it_answers_and_else_about_anything() -> None:
    assert set(topics_of(TOLD, "I have been in that hotline queue for an hour.")) == {"wait"}
    anything = topics_of(TOLD, "Well, well.")
    assert set(anything) == {"rule", "wait", None}
    assert anything[None] / 300 == pytest.approx(0.4, abs=0.1)
    assert set(topics_of(AIRLINE, "Well, well.")) == {None}


def test_only_facts_that_were_confirmed_and_published_are_spoken_of() -> None:
    storm = a_storm()
    for number, cited in ((1, True), (2, False)):
        fact = FactId(f"f{number}")
        storm.happened(FactClaimed(fact=fact, seat=brand(), text=f"Fact {number}.", source="log"), at=120.0)
        storm.say(f"Post {number}.", 121.0, cites=(fact,) if cited else ())
    assert those_who_reply(setting_of(storm), "p1", 1)[0].facts == ()
    for number in (1, 2):
        storm.happened(FactConfirmed(fact=FactId(f"f{number}"), seat=brand(), source="log"), at=122.0)
    assert those_who_reply(setting_of(storm), "p1", 1)[0].facts == ("Fact 1.",)


def test_the_scenarios_own_lines_go_to_the_side_they_are_for() -> None:
    words = AIRLINE.crowd.words
    for one in those_who_reply(setting_of(a_storm()), "p1", 100):
        side = "against" if one.sentiment < -0.2 else "supportive" if one.sentiment > 0.2 else "neutral"
        assert one.lines == getattr(words, side)


def test_the_facilitators_dial_says_how_rough_words_may_get() -> None:
    storm = a_storm()
    storm.drill.ask(facilitator(), DialCrowd(dial="abuse", value=0.9))
    assert those_who_reply(setting_of(storm), "p1", 1)[0].abuse == 0.9


def test_the_same_key_is_the_same_occasion_and_another_is_somebody_else() -> None:
    setting = setting_of(a_storm())
    assert those_who_reply(setting, "p1", 50) == those_who_reply(setting, "p1", 50)
    assert len({one.sentiment for one in those_who_reply(setting, "p1", 50)}) > 20
