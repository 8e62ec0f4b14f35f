"""A picture as it is sent: drawn anew from its pixels, so that nothing else of its file comes along."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image, ImageOps

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_PIXELS: Final = 16_000_000
FORMS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
"""What is known by its first bytes, whatever its file is called, and what it is sent as."""

# The check below is stricter than Pillow's own, which warns first.
Image.MAX_IMAGE_PIXELS = None


class NoPicture(ValueError):  # noqa: N818 - named for what it is
    """It cannot be sent; the text says why."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's bytes as they are sent, and the hash they are known by."""

    data: bytes
    media_type: str
    name: str


def drawn_anew(data: bytes) -> Drawn:
    """The same picture without what its file holds beside: where it was taken, words, another file behind it.

    Raises:
        NoPicture: it is too large, or none of the forms that are sent.
    """
    if len(data) > MOST_BYTES:
        raise NoPicture(f"it has more than {MOST_BYTES // 2**20} MiB")
    try:
        with Image.open(BytesIO(data), formats=tuple(FORMS)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NoPicture(f"it has more than {MOST_PIXELS} pixels")
            form = opened.format or ""
            sent = _encoded(ImageOps.exif_transpose(opened), form)
    except NoPicture:
        raise
    except Exception as fault:  # a broken file breaks a decoder in any way
        raise NoPicture(f"it is no picture ({type(fault).__name__})") from fault
    return Drawn(sent, FORMS[form], sha256(sent).hexdigest())


def _encoded(image: Image.Image, form: str) -> bytes:
    if form == "JPEG" and image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    kept = {name: image.info[name] for name in ("transparency",) if name in image.info}
    image.info.clear()
    image.info.update(kept)
    out = BytesIO()
    image.save(out, form, **({"quality": 90} if form != "PNG" else {}))
    return out.getvalue()
