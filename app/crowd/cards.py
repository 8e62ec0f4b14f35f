"""The card of an account of a rehearsal, of the cast or of the crowd."""

from app.crowd.accounts import Account
from app.crowd.audience import parameters_of
from app.crowd.casting import Casting
from app.feed.card import Card, OldPost
from app.ids import Handle
from app.rehearsal.past import Past
from app.scenario.cast import Persona

DAY = 86_400


def card(past: Past, handle: Handle) -> Card | None:
    """The card of an account with all that is known, None for one that nobody has heard of.

    Args:
        past: the rehearsal's, up to now.
        handle: the account's.
    """
    persona = past.scenario.persona(handle)
    if persona is None and not past.wrote(handle):
        return None
    # The cast is looked up among the crowd too: an answer that came sooner would tell it from the crowd.
    account = Casting(past.scenario, past.seed, parameters_of(past.scenario)).account(handle)
    if persona is not None:
        return _of_cast(persona)
    return None if account is None else _of_crowd(account)


def _of_cast(persona: Persona) -> Card:
    return Card(handle=persona.handle, name=persona.name, bio=persona.bio, followers=persona.followers)


def _of_crowd(account: Account) -> Card:
    return Card(
        handle=account.handle,
        name=account.name,
        bio=account.bio,
        followers=account.followers,
        following=account.following,
        posts=account.posts,
        joined=account.joined,
        history=tuple(OldPost(text=one.text, age_days=round(one.before / DAY, 2)) for one in account.history),
    )
