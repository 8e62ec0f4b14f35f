"""Pictures that are more than pictures: what is sent is drawn anew, and nothing else of the file."""

import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from app.exchange.pictures import MOST_BYTES, NoPicture, drawn_anew
from app.settings import REPOSITORY
from app.store.library import Library

pytestmark = pytest.mark.trust(25)
SECRET = b"taken at 51.5007 N 0.1246 W"
SHIPPED = sorted((REPOSITORY / "scenarios").glob("*/media/*"))


def picture(form: str, **saved: object) -> bytes:
    """A small one, with more in its file."""
    image, out = Image.new("RGB", (40, 20), "teal"), io.BytesIO()
    image.putpixel((3, 3), (255, 0, 0))
    image.save(out, form, **saved)
    return out.getvalue()


def an_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    return exif


def a_note() -> PngImagePlugin.PngInfo:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", SECRET.decode())
    return note


def an_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.sh", SECRET)
    return out.getvalue()


LOADED = {
    "exif in a JPEG": picture("JPEG", exif=an_exif()),
    "a comment in a JPEG": picture("JPEG", comment=SECRET),
    "a profile in a PNG": picture("PNG", icc_profile=SECRET * 8),
    "words in a PNG": picture("PNG", pnginfo=a_note()),
    "exif in a PNG": picture("PNG", exif=an_exif()),
    "exif in a WebP": picture("WEBP", exif=an_exif()),
    "an archive behind a PNG": picture("PNG") + an_archive(),
    "a script behind a JPEG": picture("JPEG") + b"<script>alert(1)</script>" + SECRET,
}


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_bomb(side: int) -> bytes:
    """A PNG of so many pixels each way, all of them black."""
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    body = zlib.compress(b"\x00" * ((side // 8 + 1) * 200))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


NONE = {
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a GIF": picture("GIF"),
    "a PDF": b"%PDF-1.7\n" + SECRET,
    "nothing": b"",
    "half a picture": picture("PNG")[:60],
    "only a head": b"\x89PNG\r\n\x1a\n",
    "a bomb": a_bomb(60_000),
    "a large bomb": a_bomb(2_000_000),
    "too many bytes": picture("PNG") + b"\x00" * MOST_BYTES,
    "a TIFF": picture("TIFF"),
}


@pytest.mark.parametrize("data", LOADED.values(), ids=LOADED)
def test_nothing_of_a_file_is_sent_but_its_pixels(data: bytes) -> None:
    sent = drawn_anew(data)
    for word in (SECRET, SECRET[:12], b"PK\x03\x04", b"<script"):
        assert word not in sent.data
    with Image.open(io.BytesIO(sent.data)) as there, Image.open(io.BytesIO(data)) as here:
        assert there.size == here.size
        assert not set(there.info) & {"exif", "comment", "icc_profile", "Comment"}
        assert len(there.getexif()) == 0


@pytest.mark.parametrize("data", NONE.values(), ids=NONE)
def test_what_is_no_picture_of_ours_is_not_sent_and_costs_nothing(data: bytes) -> None:
    began = time.monotonic()
    with pytest.raises(NoPicture):
        drawn_anew(data)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.parent.name}/{file.name}")
def test_every_shipped_picture_is_sent_as_it_looks(file: Path) -> None:
    sent = drawn_anew(file.read_bytes())
    with Image.open(io.BytesIO(sent.data)) as there, Image.open(file) as here:
        assert there.size == here.size
        if here.format == "PNG":
            assert there.convert("RGBA").tobytes() == here.convert("RGBA").tobytes()


def test_a_picture_that_lay_on_its_side_stands() -> None:
    exif = an_exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(drawn_anew(picture("JPEG", exif=exif)).data)) as there:
        assert there.size == (20, 40)


def test_no_link_leads_out_of_a_scenarios_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "own.png").write_bytes(picture("PNG"))
    shelf = tmp_path / "library"
    for slug in ("plain", "linked-file", "linked-folder"):
        (shelf / slug).mkdir(parents=True)
    (shelf / "plain" / "media").mkdir()
    (shelf / "plain" / "media" / "own.png").write_bytes(picture("PNG"))
    (shelf / "linked-file" / "media").mkdir()
    (shelf / "linked-file" / "media" / "own.png").symlink_to(outside / "own.png")
    (shelf / "linked-folder" / "media").symlink_to(outside)
    library = Library(shelf)
    assert library.picture("plain", "own.png") is not None
    assert library.picture("linked-file", "own.png") is None
    assert library.picture("linked-folder", "own.png") is None
    assert library.picture("plain", "../../../outside/own.png") is None
