"""What the report says of the hot wash: the improvement plan, and what people answered."""

from collections.abc import Mapping

from app.rehearsal.talk import Action, ToldQuestion
from app.review.findings.finding import Finding
from app.review.sections import Section, Table
from app.review.story import Review


def improvement_plan(review: Review) -> Section:
    """Who does what until when; below, what was not rejected and has no action yet, with room for one."""
    titles = {one.id: one.title for one in review.findings}
    rows = (
        *(_action(one, titles) for one in review.actions),
        *(("", "", "", title) for title in _unmet(review)),
    )
    header = ("What is done", "Owner", "Due", "Finding")
    table = Table(header=header, widths=(38, 16, 12, 34), rows=rows)
    return Section(title="Improvement plan", table=table, empty="Nothing was found that asks for a change.")


def answers(review: Review) -> Section:
    """What people answered without a name, by the letters of what they said."""
    rows = tuple(
        (f"{one.number}. {one.text}" if at == 0 else "", text)
        for one in review.wash.questions
        for at, text in enumerate(_texts(one))
    )
    lines = ("Everybody who took part could answer; nobody can tell who said what.",)
    table = Table(header=("Question", "Answers"), widths=(32, 68), rows=rows)
    return Section(
        title="What people answered in the hot wash",
        lines=lines if rows else (),
        table=table,
        empty="No question was asked.",
    )


def _action(one: Action, titles: Mapping[str, str]) -> tuple[str, ...]:
    because = "; ".join(titles.get(finding, finding) for finding in one.findings)
    what = f"{one.what} (done)" if one.done else one.what
    return (what, one.owner or "open", one.due or "open", because)


def _unmet(review: Review) -> list[str]:
    """Titles of findings that no action answers, each once: agreed ones first."""
    cited = {finding for action in review.actions for finding in action.findings}
    met = {_sort_of(one) for one in review.findings if one.id in cited}
    open_ = [one for one in review.findings if one.standing != "rejected" and _sort_of(one) not in met]
    agreed = [f"{one.title} (agreed)" for one in open_ if one.standing == "agreed"]
    known = {_sort_of(one) for one in open_ if one.standing == "agreed"}
    others = [one.title for one in open_ if _sort_of(one) not in known]
    return list(dict.fromkeys((*agreed, *others)))


def _sort_of(one: Finding) -> tuple[str, str]:
    """What an action against one of them is an action against."""
    return one.rule, one.title


def _texts(one: ToldQuestion) -> tuple[str, ...]:
    if one.state == "unasked":
        return ()
    if one.state == "open":
        return (f"The question is open; {one.count} have answered.",)
    return one.texts or ("Nobody answered.",)
