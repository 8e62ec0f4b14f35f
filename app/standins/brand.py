"""The brand's seats: who reviews, who drafts and publishes, who finds out, and what they say meanwhile."""

from app.rehearsal.commands import PlayerCommand
from app.standins.chatting import remark
from app.standins.drafting import draft
from app.standins.finding_out import find_out
from app.standins.holding import hold
from app.standins.luck import Luck
from app.standins.messaging import answer_message
from app.standins.publishing import publish, publish_for_others
from app.standins.reviewing import review
from app.view.sight import Sight, WarRoomSight


def play(sight: Sight, luck: Luck) -> PlayerCommand | None:
    """What this position does now, if anything."""
    room = sight.war_room
    if room is None:
        return None
    match sight.position:
        case "communicator":
            return _communicator(sight, room, luck)
        case "legal":
            return review(sight, room, luck) or remark(sight, room, luck)
        case "decision_maker":
            return (
                review(sight, room, luck)
                or publish_for_others(sight, room, luck)
                or remark(sight, room, luck)
            )
        case "subject_expert":
            return find_out(sight, room, luck) or review(sight, room, luck) or remark(sight, room, luck)
        case None:
            return None


def _communicator(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    return (
        publish(sight, room, luck)
        or hold(sight, room, luck)
        or draft(sight, room, luck)
        or answer_message(sight, room, luck)
        or remark(sight, room, luck)
    )
