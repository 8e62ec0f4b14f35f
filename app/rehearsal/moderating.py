"""The platforms' own moderation: reports, their answers, and stories whose time is over."""

from collections.abc import Callable, Iterator

from app.feed.posts import Post
from app.ids import ExerciseTime
from app.rehearsal import commands as c
from app.rehearsal import events as e
from app.rehearsal.asking import Asking, within_pace
from app.rehearsal.places import readable
from app.rehearsal.refusals import Refused
from app.rehearsal.reports import Report
from app.rehearsal.state import Rehearsal
from app.scenario.msel import Breach

Judge = Callable[[Rehearsal, Post], Breach | None]
"""Which rule of its platform a post breaks, if any."""
ModerationCommand = c.ReportPost | c.ModeratePost | c.ExpirePost


def decide(rehearsal: Rehearsal, asking: Asking, command: ModerationCommand) -> tuple[e.Event, ...]:
    """Decide one command of or to a platform's moderation."""
    match command:
        case c.ReportPost():
            return (_reported(rehearsal, asking, command),)
        case c.ModeratePost():
            return _answered(rehearsal, asking, command)
        case c.ExpirePost():
            if command.post not in {one.id for one in over(rehearsal, asking.t)}:
                raise Refused("conflict", f"the time of post {command.post} is not over")
            return (e.PostExpired(post=command.post),)


def marked(rehearsal: Rehearsal, post: Post) -> Breach | None:
    """The rule a post breaks as the scenario marks it, None for none."""
    origin = rehearsal.origins.get(post.id)
    inject = rehearsal.scenario.inject(origin.inject) if origin and origin.inject else None
    return inject.breaks if inject else None


def due(rehearsal: Rehearsal, t: ExerciseTime, judge: Judge) -> Iterator[c.Command]:
    """What the platforms do by now: answer reports as `judge` finds, and take down stories."""
    for report in reports_due(rehearsal, t):
        post = rehearsal.feed.posts[report.post]
        yield c.ModeratePost(post=post.id, seat=report.seat, text=post.text, breaks=judge(rehearsal, post))
    for post in over(rehearsal, t):
        yield c.ExpirePost(post=post.id)


def reports_due(rehearsal: Rehearsal, t: ExerciseTime) -> Iterator[Report]:
    """Reports the platform answers by now."""
    for report in rehearsal.reports.values():
        place = rehearsal.rules(rehearsal.feed.posts[report.post].platform)
        if report.answered_t is None and t >= report.t + place.answers_after:
            yield report


def over(rehearsal: Rehearsal, t: ExerciseTime) -> Iterator[Post]:
    """Stories that are still up and whose time is over."""
    for name in rehearsal.stories:
        post = rehearsal.feed.posts[name]
        if post.standing == "up" and post.expires is not None and t >= post.expires:
            yield post


def _reported(rehearsal: Rehearsal, asking: Asking, command: c.ReportPost) -> e.PostReported:
    post, seat = readable(rehearsal, asking, command.post), asking.place
    place = rehearsal.rules(post.platform)
    if not place.reports:
        raise Refused("invalid", f"{place.name} takes no reports")
    if post.author in rehearsal.accounts_of(seat):
        raise Refused("invalid", "report what others post")
    if (post.id, seat.id) in rehearsal.reports:
        raise Refused("conflict", "reported already")
    within_pace(rehearsal, asking, "feed")
    return e.PostReported(post=post.id, seat=seat.id, why=command.why)


def _answered(rehearsal: Rehearsal, asking: Asking, command: c.ModeratePost) -> tuple[e.Event, ...]:
    report = rehearsal.reports.get((command.post, command.seat))
    if report is None or report not in list(reports_due(rehearsal, asking.t)):
        raise Refused("conflict", f"no answer to a report of post {command.post} is due")
    post = rehearsal.feed.posts[command.post]
    if post.text != command.text:
        raise Refused("conflict", f"post {post.id} has other words by now")
    answer = e.ReportAnswered(post=post.id, seat=command.seat, breaks=command.breaks)
    if command.breaks is None or post.standing != "up":
        return (answer,)
    return (answer, e.PostRemoved(post=post.id, breaks=command.breaks))
