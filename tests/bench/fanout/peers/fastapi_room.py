"""FastAPI as tutorials have it: HOW=loop awaits each member in turn, HOW=gather all at once."""

import asyncio
import os

from fastapi import FastAPI, WebSocket, WebSocketDisconnect

HOW = os.environ.get("HOW", "loop")
rooms: dict[str, set[WebSocket]] = {}
app = FastAPI()


async def deliver(members: set[WebSocket], text: str) -> None:
    if HOW == "gather":
        await asyncio.gather(*(member.send_text(text) for member in members))
        return
    for member in tuple(members):
        await member.send_text(text)


@app.websocket("/ws/{room}")
async def enter(socket: WebSocket, room: str) -> None:
    await socket.accept()
    members = rooms.setdefault(room, set())
    members.add(socket)
    try:
        while True:
            await deliver(members, await socket.receive_text())
    except WebSocketDisconnect:
        members.discard(socket)
