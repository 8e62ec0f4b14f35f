"""One websocket from upgrade to goodbye. Parse, ask, answer: no rule lives here."""

import logging
from dataclasses import dataclass

import anyio
from fastapi import WebSocket, WebSocketDisconnect
from fastapi.responses import Response

from app import diary
from app.ids import ParticipantId, RehearsalId, SeatId, View
from app.live.hall import Connection, Hall, Snapshot
from app.live.keys import same
from app.live.line import Line
from app.live.outbox import Outbox, TooSlow
from app.live.room import Room
from app.rehearsal.seats import Seat, may_ask
from app.store.log import LogLost, Unavailable
from app.store.tickets import Admission
from app.view.own import seat_snapshot
from app.view.snapshot import shown_clock
from app.web.goodbye import Goodbye, part
from app.web.listening import listen
from app.web.plain_line import PlainLine
from app.web.ready_line import LINE, ReadyLine
from app.web.services import Services, services_of
from app.wire.asks import BadFrame, Enter, Resume, read_frame
from app.wire.closing import Close
from app.wire.encoding import batch, message_json, seat_json, welcome_json
from app.wire.frames import At, Welcome, You
from app.wire.framing import frame

FAMILY = "squall.v"
SUBPROTOCOL = f"{FAMILY}1"
ENTER_WITHIN = 5.0
OBSERVER_BEAT = 0.1
CROWDED_BEAT = 0.25
CROWDED = 5_000
"""Observers above which their frames come less often."""

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Guest:
    """Who entered: their hall and seat, and what they said first.

    Attributes:
        seat: whose views they are shown.
        place: where they sit: `seat`, or where a facilitator sits who looks at it.
    """

    hall: Hall
    seat: Seat
    place: SeatId
    participant: ParticipantId
    enter: Enter

    @property
    def views(self) -> tuple[View, View]:
        return _views(self.seat)

    @property
    def watching(self) -> bool:
        return self.place != self.seat.id


def _views(seat: Seat) -> tuple[View, View]:
    return View(seat.role), seat.view


async def live(socket: WebSocket) -> None:
    """The socket of one seat of a rehearsal, at `/live/{rehearsal}`; any other is turned away."""
    here, _, name = socket.scope["path"].removeprefix(socket.scope["root_path"]).rpartition("/")
    if here != "/live":
        await socket.close()
        return
    rehearsal = RehearsalId(name)
    services = await services_of(socket)
    diary.begin(rehearsal)
    origin = socket.headers.get("origin", "")
    if services.rooms.draining:
        # Before the upgrade, so that a proxy can take the next server.
        await socket.send_denial_response(Response(status_code=503))
        return
    spoken = _spoken(socket.scope["subprotocols"])
    if origin.rstrip("/") not in services.origins or spoken is None:
        await socket.close()
        return
    await socket.accept(subprotocol=spoken)
    # Cookies and all the rest, for as long as the socket lives: nobody asks for them any more.
    socket.scope["headers"] = ()
    ready: ReadyLine | None = socket.scope.get("extensions", {}).get(LINE)
    line: Line = ready or PlainLine(socket)
    try:
        if spoken != SUBPROTOCOL:
            raise Goodbye(Close.VERSION)
        guest = await _enter(socket, services, rehearsal, origin)
        _logger.info("socket opened", extra={"fields": {"role": guest.seat.role}})
        await _serve(socket, line, services, guest)
    except Goodbye as goodbye:
        code = goodbye.code.name.lower()
        services.meters.closes.inc(code)
        _logger.info("socket ended by us", extra={"fields": {"code": code}})
        await part(socket, line, goodbye.code, goodbye.unsent)
    except WebSocketDisconnect:
        _logger.info("socket went away")
    except Exception:
        _logger.exception("a socket failed")
        await part(socket, line, Close.INTERNAL)


def _spoken(offered: list[str]) -> str | None:
    """What is spoken on this line: ours if the page knows it; else its own, in which it is told to reload."""
    ours = sorted((one for one in offered if one.startswith(FAMILY)), key=SUBPROTOCOL.__ne__)
    return next(iter(ours), None)


async def _enter(socket: WebSocket, services: Services, rehearsal: RehearsalId, origin: str) -> _Guest:
    enter = await _first_message(socket)
    try:
        admission = await services.desk.tickets.redeem(enter.ticket)
        if admission is None or (admission.rehearsal, admission.origin) != (rehearsal, origin):
            raise Goodbye(Close.BAD_TICKET)
        hall = await services.rooms.get(rehearsal)
        if not _sits(hall.room, admission) or _saw_more(hall.room, admission, enter.resume):
            # What they know of was decided at another node, and its bell was not heard here.
            await hall.room.catch_up()
    except LogLost:
        raise Goodbye(Close.OVER) from None
    except Unavailable:
        raise Goodbye(Close.STORE_UNAVAILABLE) from None
    if not _sits(hall.room, admission):
        raise Goodbye(Close.BAD_TICKET)
    seat = hall.room.state.seats[admission.seat]
    if not services.rooms.has_room(seat.role):
        raise Goodbye(Close.FULL)
    shown = hall.room.state.seats.get(admission.watches or admission.seat, seat)
    return _Guest(hall=hall, seat=shown, place=seat.id, participant=admission.participant, enter=enter)


def _sits(room: Room, admission: Admission) -> bool:
    """Whether they sit where their ticket says, as far as this node knows."""
    seat = room.state.seats.get(admission.seat)
    return seat is not None and seat.participant == admission.participant


def _saw_more(room: Room, admission: Admission, resume: Resume | None) -> bool:
    """Whether a page says that it saw more than this node has: it must not be shown the past."""
    seat = room.state.seats.get(admission.watches or admission.seat)
    if seat is None or resume is None or resume.epoch != room.epoch:
        return False
    return any(resume.at.get(view, (0, 0))[0] > room.rings.of(view).n for view in _views(seat))


async def _first_message(socket: WebSocket) -> Enter:
    with anyio.move_on_after(ENTER_WITHIN):
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", 1006))
        try:
            first = read_frame(message.get("text") or "")[:1]
        except BadFrame:
            raise Goodbye(Close.BAD_FRAME) from None
        if first and isinstance(first[0], Enter):
            return first[0]
        raise Goodbye(Close.BAD_FRAME)
    raise Goodbye(Close.NO_ENTER)


async def _serve(socket: WebSocket, line: Line, services: Services, guest: _Guest) -> None:
    hall, room = guest.hall, guest.hall.room
    ending: list[Close] = []
    with anyio.CancelScope() as scope:

        def close(code: Close) -> None:
            ending.append(code)
            scope.cancel()

        resumed = _resumed(services, guest)
        snapshot = hall.snapshot(guest.views[0]) if resumed is None else None
        at = resumed or room.at(guest.views)
        if snapshot is not None:
            at[guest.views[0]] = (snapshot.n, snapshot.tag)
        after = {view: n for view, (n, _) in at.items()}
        outbox = Outbox(room.rings, after, line, close, beat=_beat(guest.seat, len(hall.connections)))
        connection = Connection(
            outbox=outbox,
            seat=guest.place,
            view=guest.views[0],
            tab=guest.enter.tab,
            close=close,
            watching=guest.watching,
        )
        on_purpose = False
        try:
            # Nothing is awaited between the two: no entry can fall between the welcome and what follows it.
            line.write(frame(batch([_welcome(services, guest, at, snapshot)])))
            hall.join(connection)
            if resumed is not None:
                hall.catch_up(connection)
            on_purpose = await listen(socket, room, connection, hall)
        except Goodbye as goodbye:
            ending.append(goodbye.code)
        except TooSlow:
            ending.append(Close.SLOW)
        finally:
            with anyio.CancelScope(shield=True):
                await hall.part(connection, on_purpose=on_purpose)
    if ending:
        raise Goodbye(ending[0], outbox.unanswered())


def _beat(seat: Seat, sockets: int) -> float:
    if seat.role != "observer":
        return 0.0
    return CROWDED_BEAT if sockets > CROWDED else OBSERVER_BEAT


def _resumed(services: Services, guest: _Guest) -> At | None:
    """Where the client stood, if its story agrees with the log; None asks for a snapshot."""
    resume: Resume | None = guest.enter.resume
    room = guest.hall.room
    if resume is None or resume.epoch != room.epoch or set(resume.at) != set(guest.views):
        return None
    if not same(resume.secret, _secret(services, guest, room)):
        return None
    agrees = all(room.rings.of(view).holds(n, tag) for view, (n, tag) in resume.at.items())
    return resume.at if agrees else None


def _secret(services: Services, guest: _Guest, room: Room) -> str:
    return services.desk.keyring.resume_secret(room.id, guest.seat.id, room.epoch)


def _welcome(services: Services, guest: _Guest, at: At, snapshot: Snapshot | None) -> bytes:
    """What a newcomer begins with: where its views stand, and unless it resumes what they show there."""
    room, seat = guest.hall.room, guest.seat
    welcome = Welcome(
        you=You(
            rehearsal=room.id,
            seat=seat.id,
            role=seat.role,
            position=seat.position,
            name=seat.name or "",
            participant=guest.participant,
            host=seat.host,
            personas=room.state.accounts_of(seat),
            can=() if guest.watching else tuple(may_ask(seat, room.state.plan)),
            watching=guest.watching,
        ),
        epoch=room.epoch,
        at=at,
        mode="resumed" if snapshot is None else "snapshot",
        clock=shown_clock(room.state.clock),
        now=room.now(),
        secret=_secret(services, guest, room),
    )
    if snapshot is None:
        return message_json(welcome)
    seat_part = seat_json(seat_snapshot(room.state, seat))
    return welcome_json(welcome, snapshot.data, seat_part)
