"""On which platform something happens, who has an account there, and who may reply to what."""

from app.feed.platforms import Platform, PlatformId
from app.feed.posts import Post
from app.ids import ExerciseTime, Handle, PostId
from app.rehearsal.asking import Asking, the_post
from app.rehearsal.refusals import Refused
from app.rehearsal.state import Rehearsal
from app.scenario.cast import Persona

STORY_PART = 0.5
"""Part of a drill that a story is there for at most, so that a drill sees it go."""


def the_place(rehearsal: Rehearsal, platform: PlatformId | None, *beside: Post | None) -> Platform:
    """The platform that something is posted on: the one asked for, else that of the posts it stands beside.

    Raises:
        Refused: the scenario does not play there, or those posts are elsewhere.
    """
    there = next((one.platform for one in beside if one is not None), None)
    name = platform or there or rehearsal.scenario.platform
    if name not in rehearsal.scenario.everywhere:
        raise Refused("invalid", f"this rehearsal is not on {rehearsal.rules(name).name}")
    for one in beside:
        if one is not None and one.platform != name:
            here, other = rehearsal.rules(name).name, rehearsal.rules(one.platform).name
            raise Refused(
                "invalid", f"post {one.id} is on {other}; it cannot be answered or quoted on {here}"
            )
    return rehearsal.rules(name)


def own_account(rehearsal: Rehearsal, asking: Asking, handle: Handle) -> Persona:
    """The persona behind an account of the asker's.

    Raises:
        Refused: the account belongs to somebody else.
    """
    persona = rehearsal.scenario.persona(handle)
    if persona is None or handle not in rehearsal.accounts_of(asking.place):
        raise Refused("not_your_account", f"@{handle} is not one of your accounts")
    return persona


def check_account(rehearsal: Rehearsal, persona: Persona, place: Platform) -> None:
    """Refuse an account where it is not.

    Raises:
        Refused: the persona is on other platforms.
    """
    if place.id not in rehearsal.scenario.platforms_of(persona):
        raise Refused("invalid", f"@{persona.handle} has no account on {place.name}")


def readable(rehearsal: Rehearsal, asking: Asking, name: PostId) -> Post:
    """A post that is up, and that whoever asks is shown.

    Raises:
        Refused: there is none, it is gone, or it is hidden from others.
    """
    post = the_post(rehearsal, name)
    seat = asking.place
    sees = seat.role in ("brand", "facilitator", "observer") or post.author in rehearsal.accounts_of(seat)
    if post.hidden and not sees:
        raise Refused("not_found", f"post {name} is gone")
    return post


def why_no_reply(rehearsal: Rehearsal, persona: Persona, to: Post) -> str | None:
    """Why an account may not reply to a post, None if it may."""
    brand = rehearsal.scenario.brand
    place = rehearsal.rules(to.platform)
    if persona.handle == brand:
        mine = sum(
            rehearsal.feed.posts[one].author == brand and rehearsal.feed.posts[one].standing == "up"
            for one in to.replies
        )
        if place.owner_replies is not None and mine >= place.owner_replies:
            return f"{place.name} gives the owner {place.owner_replies} reply to each; edit that one"
        return None
    if place.stars:
        return f"on {place.name} only the owner answers; write a review of your own"
    if to.author != brand:
        return None
    if persona.handle in rehearsal.blocked.get(to.platform, ()):
        return f"@{brand} has blocked @{persona.handle} on {place.name}"
    if to.limited == "nobody":
        return f"@{brand} lets nobody reply to this post"
    if to.limited == "followers" and not follows(persona):
        return f"@{brand} lets only its followers reply to this post"
    return None


def follows(persona: Persona) -> bool:
    """Whether an account counts as one that follows the brand: those against it do not."""
    return persona.stance != "against"


def check_reply(rehearsal: Rehearsal, persona: Persona, to: Post | None) -> None:
    """Refuse a reply that its platform or the brand does not take.

    Raises:
        Refused: with the reason.
    """
    if to is not None and (reason := why_no_reply(rehearsal, persona, to)) is not None:
        raise Refused("forbidden", reason)


def check_stars(
    rehearsal: Rehearsal, persona: Persona, place: Platform, stars: int | None, to: Post | None
) -> None:
    """Refuse a review without stars, one by the brand, and stars on anything else.

    Raises:
        Refused: with the reason.
    """
    if not (place.stars and to is None):
        if stars is not None:
            raise Refused("invalid", "only a review gives stars")
        return
    if persona.handle == rehearsal.scenario.brand:
        raise Refused("forbidden", f"on {place.name} the owner answers reviews and writes none")
    if stars is None or not 1 <= stars <= 5:
        raise Refused("invalid", "a review gives one to five stars")


def stars_of(persona: Persona, heat: float) -> int:
    """The stars of a review whose author did not say: by how the account leans, and how it heats."""
    if persona.stance == "for" or heat < 0:
        return 5
    if persona.stance == "neutral" and heat <= 0.3:
        return 3
    return 1 if heat >= 0.5 else 2


def expiry(rehearsal: Rehearsal, place: Platform, t: ExerciseTime) -> ExerciseTime | None:
    """Until when a story that comes at `t` is there; None where the platform has no stories.

    Its day is one of the audience's, which lives faster than the clock, and half of the drill at most.
    """
    if place.expires_after is None:
        return None
    scenario = rehearsal.scenario
    day = place.expires_after / scenario.crowd.audience.physics.pace
    return round(t + min(day, STORY_PART * 60.0 * scenario.minutes), 3)


def here(rehearsal: Rehearsal, place: Platform) -> PlatformId | None:
    """A platform as events name it: None for the main one."""
    return None if place.id == rehearsal.scenario.platform else place.id
