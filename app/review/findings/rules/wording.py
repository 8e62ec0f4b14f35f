"""Rules about what the brand's words did."""

import re
from collections.abc import Iterable, Iterator

from app.feed.posts import Post
from app.rehearsal.drafts import Step
from app.review.findings.finding import Confidence
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import fate, quoted

SOME, MOST = 0.3, 0.5
"""Parts of what a post does from which it does it, and does little else."""
STIFF = 0.25
"""A voice below this is the institution's: 0.5 is nobody's, 1 a person's."""
_CODE = re.compile(
    r"\b(?:booking|reservation|ticket|order|customer|passport|account|buchung\w*|reserva|pedido)"
    r"(?:\s+(?:reference|number|code|no\.?|id|nr\.?))?\s*[:#]?\s+(?=[A-Z0-9-]*\d)[A-Z0-9-]{5,}",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\b(?:your|his|her|their)\s+(?:phone|mobile|number|e-?mail|address)\b[^.!?]{0,24}(?:\d{3}|\S@\w)",
    re.IGNORECASE,
)


def attacked(story: Story) -> Iterator[Case]:
    """Answers that hit back."""
    for post in _to_somebody(story):
        judged = post.id in story.rehearsal.storm.judged
        insults = any(cue.family == "insult" for cue in story.gist(post).found)
        if (insults and not judged) or story.does(post, "attack") >= SOME:
            yield _case(
                story, post, f"{post.id} answers {_whom(story, post)} with an attack", _sure(story, post)
            )


def argued(story: Story) -> Iterator[Case]:
    """Denials while the board had confirmed facts."""
    for post in story.brand_posts:
        known = [one for one, standing in story.board(post.t).items() if standing == "confirmed"]
        refutes = any(story.board(post.t).get(fact) == "refuted" for fact in story.cited(post.id))
        if known and not refutes and story.does(post, "deny") >= MOST:
            case = _case(
                story, post, f"{post.id} denies, with {len(known)} facts confirmed", _sure(story, post)
            )
            yield Case(
                key=case.key,
                t=case.t,
                what=case.what,
                evidence=(*case.evidence, *story.cites("fact", *known)),
                done=case.done,
                confidence=case.confidence,
            )


def conditional_apology(story: Story) -> Iterator[Case]:
    """Apologies with an if."""
    for post in story.brand_posts:
        if story.gist(post).conditional and story.does(post, "apology") > 0:
            yield _case(story, post, f"{post.id} is sorry only on a condition", "likely")


def off_voice(story: Story) -> Iterator[Case]:
    """A person was answered as a form is filled in."""
    for post in _to_somebody(story):
        if story.gist(post).voice < STIFF and _is_person(story, post):
            yield _case(
                story, post, f"{post.id} answers {_whom(story, post)} in an institution's voice", "likely"
            )


def red_line(story: Story) -> Iterator[Case]:
    """Words the plan forbids."""
    for post in story.brand_posts:
        text = story.wording(post.id).casefold()
        said = [
            line
            for line in story.rehearsal.plan.red_lines
            if re.search(rf"(?<!\w){re.escape(line.casefold())}(?!\w)", text)
        ]
        if said:
            yield _case(story, post, f"{post.id} says {quoted(said[0])}", "certain")


def private_data(story: Story) -> Iterator[Case]:
    """What belongs to a customer, in public."""
    sent_back = {
        draft.post for draft in story.rehearsal.drafts.values() if draft.post and _warned(draft.steps)
    }
    for post in story.brand_posts:
        text = story.wording(post.id)
        if post.id in sent_back:
            yield _case(story, post, f"{post.id} went out as it was sent back for private data", "certain")
        elif _CODE.search(text) or _YOURS.search(text):
            yield _case(story, post, f"{post.id} tells what only a customer and we should know", "likely")


def _warned(steps: Iterable[Step]) -> bool:
    """Whether the words that went out are those last sent back for private data."""
    warned = False
    for step in steps:
        if step.did == "rejected":
            warned = "private_data" in step.tags
        elif step.did == "revised":
            warned = False
    return warned


def _to_somebody(story: Story) -> list[Post]:
    return [post for post in story.brand_posts if _answered(story, post) is not None]


def _answered(story: Story, post: Post) -> Post | None:
    """Whose post it replies to or quotes, if it is somebody else's."""
    to = post.reply_to or post.quote
    other = story.rehearsal.feed.posts.get(to) if to else None
    return other if other and other.author != post.author else None


def _whom(story: Story, post: Post) -> str:
    other = _answered(story, post)
    return f"@{other.author}" if other else "somebody"


def _is_person(story: Story, post: Post) -> bool:
    other = _answered(story, post)
    persona = story.rehearsal.scenario.persona(other.author) if other else None
    return other is not None and (persona is None or persona.sort in ("person", "employee"))


def _sure(story: Story, post: Post) -> Confidence:
    """The facilitator's word is certain, a reading of words likely."""
    return "certain" if post.id in story.rehearsal.storm.judged else "likely"


def _case(story: Story, post: Post, what: str, confidence: Confidence) -> Case:
    other = _answered(story, post)
    return Case(
        key=post.id,
        t=post.t,
        what=f"{what}: {quoted(story.wording(post.id))}.",
        evidence=(story.cite_post(post.id), *story.cites("post", other.id if other else None)),
        done=fate(story, post),
        confidence=confidence,
    )


RULES = (
    mistake(
        "attacked",
        "Answered with an attack",
        "A reply or a quote of the brand insults or threatens, or attacks for three tenths of what its words "
        "do; what the facilitator said it does counts first.",
        attacked,
    ),
    mistake(
        "argued",
        "Denied while facts were confirmed",
        "A post of the brand denies for half of what its words do, while its own facts board had a confirmed "
        "fact. A denial that cites a refuted claim is a correction and is not meant.",
        argued,
    ),
    mistake(
        "conditional_apology",
        "An apology with an if",
        "A post of the brand says sorry only for the case that somebody was hurt, or that something "
        "happened.",
        conditional_apology,
    ),
    mistake(
        "off_voice",
        "A person was answered by an institution",
        f"A reply of the brand to a person has a voice below {STIFF} on the scale of the crowd's reader, "
        "where 0.5 is nobody's in particular and 1 a person's. Answers to press and organisations are left "
        "out.",
        off_voice,
    ),
    mistake(
        "red_line",
        "Crossed a red line of the plan",
        "A post of the brand has a word or phrase of the plan's red lines in it, as a whole word.",
        red_line,
    ),
    mistake(
        "private_data",
        "Private data in public",
        "A post of the brand has a customer's number, code or address in it, or went out in the very words "
        "that had been sent back for private data. The brand's own telephone and addresses are not meant.",
        private_data,
    ),
)
