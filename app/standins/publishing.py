"""From approved to published."""

from app.rehearsal.commands import PlayerCommand, PublishDraft
from app.standins.drafting import own_draft
from app.standins.luck import Luck
from app.view.sight import Sight, WarRoomSight

TAKES = (4.0, 20.0)
LEFT_LYING = 60.0
"""Exercise seconds after which the decision maker sees to a draft that its writer may not publish."""


def publish(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """The communicator's own approved draft. One that a person wrote is that person's to publish."""
    for draft in room.drafts:
        if draft.state == "approved" and not draft.going and own_draft(sight, draft):
            takes = luck.between(*TAKES, "publish", draft.id, draft.version)
            if sight.t >= draft.since + takes:
                return PublishDraft(draft=draft.id)
    return None


def publish_for_others(sight: Sight, room: WarRoomSight, luck: Luck) -> PlayerCommand | None:
    """An approved draft of Legal or a subject expert, who may not publish themselves."""
    unable = {one.id for one in sight.seats if one.position in ("legal", "subject_expert")}
    for draft in room.drafts:
        if draft.state == "approved" and not draft.going and draft.seat in unable:
            takes = LEFT_LYING + luck.between(*TAKES, "publish", draft.id, draft.version)
            if sight.t >= draft.since + takes:
                return PublishDraft(draft=draft.id)
    return None
