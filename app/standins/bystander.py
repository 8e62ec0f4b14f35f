"""A bystander: reads more than it writes, and moves its private dial with a reason."""

from app.rehearsal.commands import PlayerCommand, PublishPost
from app.standins.asked import answer_mood, give_verdict
from app.standins.dial import turn_dial
from app.standins.luck import Luck
from app.standins.reacting import answer_message, react
from app.standins.speaking import lines_used, new_post, reply_line
from app.view.sight import SeenPost, Sight

GAP = (120.0, 240.0)
"""Exercise seconds between two posts."""
READS_BACK = 240.0


def play(sight: Sight, luck: Luck) -> PlayerCommand | None:
    """What the bystander does now, if anything."""
    if sight.clock == "ended":
        return give_verdict(sight, luck)
    asked = turn_dial(sight, luck) or answer_mood(sight, luck)
    return asked or _speak(sight, luck) or answer_message(sight, luck) or react(sight, luck)


def _speak(sight: Sight, luck: Luck) -> PublishPost | None:
    own = [post for post in sight.posts if post.author in sight.accounts]
    used = lines_used(sight)
    due = own[-1].t + luck.between(*GAP, "gap", used) if own else luck.between(40, 150, "first")
    if sight.t < due or sight.t < 30:
        return None
    post = _worth_a_reply(sight, luck, own, used)
    if post is not None and (text := reply_line(sight, post)) is not None:
        account = luck.chosen(sight.accounts, "voice", used)
        if account not in post.voices:
            account = luck.chosen(post.voices, "voice", used)
        return PublishPost(author=account, text=text, reply_to=post.id)
    trust = sight.trust[-1].value if sight.trust else 50
    return new_post(sight, luck, used, stars=2 + (trust > 40) + (trust > 70))


def _worth_a_reply(sight: Sight, luck: Luck, own: list[SeenPost], used: int) -> SeenPost | None:
    """Every other time something read lately, the brand's answer first."""
    if luck.uniform("replies", used) > 0.55:
        return None
    done = {post.reply_to for post in own}
    read = [
        post
        for post in sight.posts
        if post.up
        and post.voices
        and post.author not in sight.accounts
        and post.id not in done
        and 10 < sight.t - post.t < READS_BACK
    ]
    answers = [post for post in read if post.author == sight.brand]
    if answers:
        return answers[-1]
    return luck.chosen(read[-12:], "reads", used) if read else None
