"""Rules about the account somebody spoke from."""

from collections.abc import Iterator

from app.ids import DraftId, PostId
from app.rehearsal import events as e
from app.review.findings.happened import Story
from app.review.findings.rule import Case, mistake
from app.review.findings.words import fate, quoted


def wrong_account(story: Story) -> Iterator[Case]:
    """What the brand was to say, said from an account of one of its people."""
    drafts = {draft.post: draft.id for draft in story.rehearsal.drafts.values() if draft.post is not None}
    for act in story.of(e.PostPublished):
        event = act.event
        if not isinstance(event, e.PostPublished) or event.author == story.rehearsal.scenario.brand:
            continue
        seat = story.seat(event.origin.seat) if event.origin and event.origin.seat else None
        if seat is None or seat.role != "brand":
            continue
        draft = drafts.get(event.post) or _same_words(story, event)
        if draft is None and not story.rehearsal.plan.is_holding(event.text):
            continue
        source = f"{draft}, written for" if draft else "A holding statement of"
        brand = story.rehearsal.scenario.brand
        yield Case(
            key=event.post,
            t=act.t,
            what=f"{source} @{brand}, went out from @{event.author}: {quoted(event.text)}.",
            evidence=(story.cite_post(PostId(event.post)), *story.cites("draft", draft)),
            done=fate(story, story.rehearsal.feed.posts[event.post]),
        )


def _same_words(story: Story, event: e.PostPublished) -> DraftId | None:
    """The draft for the brand that says the same, in any of its versions."""
    said = _plain(event.text)
    for draft in story.rehearsal.drafts.values():
        if any(_plain(step.text) == said for step in draft.steps if step.text):
            return draft.id
    return None


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


RULES = (
    mistake(
        "wrong_account",
        "Posted from the wrong account",
        "A draft, the words of a draft, or a holding statement went out from an account that is not the "
        "brand's but of one of its people. What they say there in words of their own is never meant.",
        wrong_account,
    ),
)
