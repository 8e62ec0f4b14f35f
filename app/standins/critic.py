"""A critic: tells its story early, keeps on, answers the brand, and comes round to a good answer a little.

It keeps some of what the brand says, and shows it when it is gone.
"""

from app.ids import ExerciseTime
from app.rehearsal.commands import PlayerCommand, PublishPost
from app.standins.keeping import keep, show
from app.standins.luck import Luck
from app.standins.reacting import answer_message, first_named, react
from app.standins.speaking import lines_used, new_post, reply_line, well_said
from app.view.sight import SeenPost, Sight

GAP = (60.0, 150.0)
"""Exercise seconds between two posts of its own."""
CALMER = 1.4
"""A good answer lets it wait so much longer."""
FRESH = 300.0
"""Exercise seconds for which an answer of the brand is worth a reply."""
BREATH = 25.0


def play(sight: Sight, luck: Luck) -> PlayerCommand | None:
    """What the critic does now, if anything."""
    said = show(sight, luck) or _speak(sight, luck)
    return said or keep(sight, luck) or answer_message(sight, luck) or react(sight, luck)


def _speak(sight: Sight, luck: Luck) -> PublishPost | None:
    own = [post for post in sight.posts if post.author in sight.accounts]
    used = lines_used(sight)
    answer = _to_answer(sight, luck, own)
    if answer is not None and own and sight.t >= own[-1].t + BREATH and used:
        text = reply_line(sight, answer)
        if text is not None:
            return _reply(sight, luck, answer, text)
    if sight.t < _next_time(sight, luck, own, used):
        return None
    other = _to_join(sight, luck, used)
    if other is not None and (text := reply_line(sight, other)) is not None:
        return _reply(sight, luck, other, text)
    return new_post(sight, luck, used, stars=1 + (luck.uniform("stars", used) < 0.3))


def _next_time(sight: Sight, luck: Luck, own: list[SeenPost], used: int) -> ExerciseTime:
    if used == 0:
        critics = [one.id for one in sight.seats if one.role == "critic"]
        rank = critics.index(sight.seat)
        return luck.between(9, 14, "first") if rank == 0 else luck.between(40, 100, "first") + 20 * rank
    answers = [post for post in sight.posts if post.author == sight.brand and post.up]
    calmer = CALMER if answers and well_said(answers[-1], sight.language) else 1.0
    return own[-1].t + calmer * luck.between(*GAP, "gap", used)


def _to_answer(sight: Sight, luck: Luck, own: list[SeenPost]) -> SeenPost | None:
    """The brand's latest post, if it is time to answer it and this critic has not yet."""
    ours = {post.id for post in own}
    done = {post.reply_to for post in own} | {post.quote for post in own}
    for post in reversed(sight.posts):
        if sight.t - post.t > FRESH:
            return None
        if post.author != sight.brand or not post.up or post.id in done or not post.voices:
            continue
        spoken_to = post.reply_to in ours or first_named(post.text, sight.accounts) is not None
        if not spoken_to and luck.uniform("answers", post.id) > 0.5:
            continue
        return post if sight.t >= post.t + luck.between(20, 70, "answer", post.id) else None
    return None


def _to_join(sight: Sight, luck: Luck, used: int) -> SeenPost | None:
    """Now and then a widely read post of somebody else is worth a word."""
    if luck.uniform("joins", used) > 0.2:
        return None
    heard = [
        post
        for post in sight.posts
        if post.up
        and post.voices
        and post.author not in (*sight.accounts, sight.brand)
        and sight.t - post.t < FRESH
    ]
    return max(heard, key=lambda post: (post.reach, post.id), default=None)


def _reply(sight: Sight, luck: Luck, post: SeenPost, text: str) -> PublishPost:
    account = luck.chosen(post.voices, "voice", post.id)
    quotes = sight.rules(post.platform).quotes
    if quotes and post.author == sight.brand and luck.uniform("quotes", post.id) < 0.25:
        return PublishPost(author=account, text=text, quote=post.id)
    return PublishPost(author=account, text=text, reply_to=post.id)
