"""Rules about people who spoke, and whether the brand made something of it."""

import re
from collections.abc import Iterator

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal import events as e
from app.review.findings.finding import Confidence
from app.review.findings.happened import Story
from app.review.findings.rule import Case, opportunity
from app.review.findings.words import at, quoted

HEARD = 0.01
"""A stranger's post is heard from this part of the audience on."""
MOST_VOICES = 5
CONVINCED = 0.5
"""A stance from which somebody speaks for the brand, -1 to 1."""
_WITNESS = re.compile(
    r"\bI (?:was (?:there|on (?:that|the|board)|in (?:row|seat|the))"
    r"|saw (?:it|him|her|them|what)|sat (?:next|behind|in))\b"
    r"|\bich war dabei\b|\bich habe es gesehen\b|\b(?:yo )?estaba allí\b|\blo vi\b|كنت هناك|رأيت",
    re.IGNORECASE,
)


def supporter(story: Story) -> Iterator[Case]:
    """The first kind word of those who are heard."""
    first: dict[str, Post] = {}
    for post in story.others_posts:
        if _speaks_for_us(story, post) and _is_heard(story, post):
            first.setdefault(post.author, post)
    loud = sorted(first.values(), key=lambda post: (-story.reach(post, story.length), post.t))[:MOST_VOICES]
    for post in sorted(loud, key=lambda post: post.t):
        origin = story.rehearsal.origins.get(post.id)
        sure = origin is not None and origin.stance is not None
        yield _voice(story, post, "spoke for us", "certain" if sure else "likely")


def _speaks_for_us(story: Story, post: Post) -> bool:
    origin = story.rehearsal.origins.get(post.id)
    if origin is not None and origin.stance is not None:
        return origin.stance >= CONVINCED
    persona = story.rehearsal.scenario.persona(post.author)
    if persona is None or persona.stance != "for" or persona.sort == "employee":
        return False
    return not re.search(r"[?؟]", story.wording(post.id))


def _is_heard(story: Story, post: Post) -> bool:
    return story.share(story.reach(post, story.length)) >= HEARD


def employee(story: Story) -> Iterator[Case]:
    """The first word of each employee who does not speak against the brand."""
    told: set[str] = set()
    for post in story.others_posts:
        persona = story.rehearsal.scenario.persona(post.author)
        if (
            persona is None
            or persona.sort != "employee"
            or persona.stance == "against"
            or post.author in told
        ):
            continue
        told.add(post.author)
        yield _voice(story, post, "works here and spoke")


def witness(story: Story) -> Iterator[Case]:
    """Those who were there and say so."""
    told: set[str] = set()
    for post in story.others_posts:
        persona = story.rehearsal.scenario.persona(post.author)
        known = persona is not None and persona.stance != "against" and persona.sort == "person"
        if known and post.author not in told and _WITNESS.search(story.wording(post.id)):
            told.add(post.author)
            yield _voice(story, post, "was there and spoke", "likely")


def _voice(story: Story, post: Post, did: str, confidence: Confidence = "certain") -> Case:
    thanked = _thanks(story, post)
    return Case(
        key=post.id,
        t=post.t,
        what=f"@{post.author} {did}: {quoted(story.wording(post.id))}.",
        evidence=(story.cite_post(post.id),),
        done=thanked,
        taken=bool(thanked),
        confidence=confidence,
    )


def _thanks(story: Story, post: Post) -> str:
    """What the brand made of somebody's word: an answer, a message, a repost, a like; empty for nothing."""
    brand = story.rehearsal.scenario.brand
    answer = next(iter(story.answers_to(post.id)), None)
    if answer is not None:
        return f"Answered with {answer.id} at {at(answer.t)}."
    if story.wrote_to(post.author, post.t):
        return "Written to."
    if brand in post.reposters:
        return "Passed on."
    return "Liked." if brand in post.likers else ""


def press_asked(story: Story) -> Iterator[Case]:
    """Questions of the press."""
    for post in story.others_posts:
        persona = story.rehearsal.scenario.persona(post.author)
        text = story.wording(post.id)
        if persona is None or persona.sort != "press" or not re.search(r"[?؟]", text):
            continue
        until = post.t + _patience(story, post)
        answer = next((one for one in story.answers_to(post.id) if one.t <= until), None)
        wrote = story.wrote_to(post.author, post.t, until)
        if not story.meant_for_us(post) or (until > story.length and answer is None and not wrote):
            continue
        told = f"Answered with {answer.id} at {at(answer.t)}." if answer else "Written to." if wrote else ""
        yield Case(
            key=post.id,
            t=post.t,
            until=min(until, story.length),
            what=f"@{post.author} asked, and waited until {at(until)}: {quoted(text)}.",
            evidence=(story.cite_post(post.id), *story.cites("post", answer.id if answer else None)),
            done=told,
            taken=bool(told),
        )


def _patience(story: Story, post: Post) -> float:
    asked = next((one for one in story.injects if one.post == post.id and one.expected), None)
    return asked.allowed if asked else story.rehearsal.plan.first_reply


def critic_accepted(story: Story) -> Iterator[Case]:
    """Critics who took an answer well."""
    posts = story.rehearsal.feed.posts
    for answer in story.brand_posts:
        asked = posts.get(answer.reply_to) if answer.reply_to else None
        if asked is None or not story.against_us(asked):
            continue
        t = _liked(story, answer, asked.author)
        kind = next((one for one in story.others_posts if _is_kind(story, one, answer, asked)), None)
        if t is None and kind is None:
            continue
        yield Case(
            key=answer.id,
            t=kind.t if kind else t or answer.t,
            what=(
                f"@{asked.author} had spoken against us, and took {answer.id} well: "
                f"{quoted(story.wording(kind.id if kind else answer.id))}."
            ),
            evidence=(story.cite_post(answer.id), *story.cites("post", asked.id, kind.id if kind else None)),
            done=f"Won with {answer.id}.",
            taken=True,
            confidence="likely" if t is None else "certain",
        )


def _liked(story: Story, answer: Post, author: str) -> ExerciseTime | None:
    for act in story.of(e.PostLiked, e.PostReposted):
        event = act.event
        if isinstance(event, e.PostLiked | e.PostReposted) and (event.post, event.by) == (answer.id, author):
            return act.t
    return None


def _is_kind(story: Story, post: Post, answer: Post, asked: Post) -> bool:
    """Whether the critic answered the brand's answer, kindly."""
    if post.author != asked.author or answer.id not in (post.reply_to, post.quote):
        return False
    origin = story.rehearsal.origins.get(post.id)
    if origin is not None and origin.stance is not None and origin.stance < 0:
        return False
    gist = story.gist(post)
    thanks = any(cue.family == "thanks" for cue in gist.found)
    return thanks and gist.valence > 0 and not gist.moral


RULES = (
    opportunity(
        "supporter",
        "A supporter's voice",
        f"An account that {HEARD:.0%} of the audience heard spoke for the brand, for the first time. Taken "
        "if the brand answered, quoted, liked or reposted it, or wrote to its author. The "
        f"{MOST_VOICES} loudest are told.",
        supporter,
    ),
    opportunity(
        "employee",
        "An employee spoke",
        "An account of the cast that works for the brand, and is not set against it, posted for the first "
        "time. Taken as a supporter's voice is.",
        employee,
    ),
    opportunity(
        "witness",
        "A witness offered",
        "A person of the cast who is not set against the brand says to have been there or seen it. Taken as "
        "a supporter's voice is.",
        witness,
    ),
    opportunity(
        "press_asked",
        "A journalist asked",
        "An account of the press asked the brand something. Taken by a reply or a message within the time "
        "the inject allows, or the plan promises for a first reply. Questions open at EndEx are left out.",
        press_asked,
    ),
    opportunity(
        "critic_accepted",
        "A critic accepted an answer",
        "Somebody who had spoken against the brand, and was answered, liked or passed on the answer, or "
        "replied to it with thanks and without reproach.",
        critic_accepted,
    ),
)
