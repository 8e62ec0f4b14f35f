"""What the brand made of a voice, as its finding tells it."""

import pytest

from app.ids import PostId
from app.rehearsal import commands as c
from tests.airline import BRAND, FLYER
from tests.build import brand
from tests.review.findings.pairing import findings_of, said
from tests.review.findings.pairs_voices import flyer_said

P2 = PostId("p2")


@pytest.mark.parametrize(
    ("did", "done"),
    [
        (None, ""),
        (c.LikePost(post=P2, by=BRAND), "Liked."),
        (c.RepostPost(post=P2, by=BRAND), "Passed on."),
        (c.SendMessage(sender=BRAND, to=FLYER, text="May we call you?"), "Written to."),
        ("Thank you.", "Answered with p3 at T+01:40."),
    ],
)
def test_a_voice_is_taken_by_anything_the_brand_makes_of_it(did: c.Command | str | None, done: str) -> None:
    drill = flyer_said("I was there. He was calm.", ends=False)
    if isinstance(did, str):
        said(drill, did, 100, to=P2)
    elif did is not None:
        drill.ask(brand(), did, at=100)
    (one,) = findings_of(drill, "witness")
    assert (one.done, one.taken) == (done, bool(done))
