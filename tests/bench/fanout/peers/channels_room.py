"""Django Channels with its layer in memory: no Redis, so that the way it delivers is what costs."""

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import path

ENOUGH = 100_000
"""Messages that may wait for a member; by default the layer drops what is over a hundred."""
urlpatterns: list[object] = []
settings.configure(
    SECRET_KEY="bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["channels"],
    CHANNEL_LAYERS={
        "default": {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": ENOUGH}}
    },
)
django.setup()


class Room(AsyncWebsocketConsumer):
    """One member."""

    async def connect(self) -> None:
        self.group = self.scope["url_route"]["kwargs"]["room"]
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, _code: int) -> None:
        await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive(self, text_data: str | None = None, **_binary: bytes | None) -> None:
        await self.channel_layer.group_send(self.group, {"type": "post", "text": text_data})

    async def post(self, event: dict[str, str]) -> None:
        await self.send(text_data=event["text"])


application = ProtocolTypeRouter({"websocket": URLRouter([path("ws/<str:room>", Room.as_asgi())])})
