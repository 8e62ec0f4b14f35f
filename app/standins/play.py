"""What a stand-in asks for next: the one entrance for whoever conducts a rehearsal.

It works from its seat's sight alone and asks through the players' door like everybody.
"""

from app.ids import ExerciseTime
from app.rehearsal.commands import PlayerCommand
from app.rehearsal.seats import Seat
from app.rehearsal.state import Rehearsal
from app.standins import brand, bystander, critic
from app.standins.luck import Luck
from app.view.sight import Sight, see

GLANCES = 8.0
"""At real speed a stand-in looks up at one beat in so many; at this speed and above, at each."""


def moves(rehearsal: Rehearsal, seat: Seat, t: ExerciseTime) -> tuple[PlayerCommand, ...]:
    """At most one command that `seat` asks for at exercise time `t`; none while time stands.

    After EndEx only bystanders still have something to say: their verdict.
    """
    over = rehearsal.clock.state == "ended" and seat.role == "bystander"
    if not seat.automatic or not (over or rehearsal.clock.state == "live"):
        return ()
    luck = Luck(rehearsal.seed, seat.id)
    if not over and luck.uniform("glance", int(t * 4)) * GLANCES > rehearsal.clock.speed:
        return ()
    move = _play(see(rehearsal, seat, t), luck)
    return () if move is None else (move,)


def _play(sight: Sight, luck: Luck) -> PlayerCommand | None:
    match sight.role:
        case "brand":
            return brand.play(sight, luck)
        case "critic":
            return critic.play(sight, luck)
        case "bystander":
            return bystander.play(sight, luck)
        case "observer" | "facilitator":
            return None
