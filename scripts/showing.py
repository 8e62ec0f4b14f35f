"""The drill on the pictures: who sits where, and what they do when. Times are exercise time, mm:ss."""
# ruff: noqa: E501  (one act a line, as in a script)

from dataclasses import dataclass, field
from typing import Any

FACILITATOR = "Dana Kessler"
OBSERVER = "Ines Duarte"
PEOPLE = {
    "brand-comms": "Mara Voss",
    "brand-decision": "Ilan Sayeed",
    "brand-legal": "Bo Lindqvist",
    "brand-ops": "Adaeze Obi",
    "critic-1": "Teo Marchetti",
    "critic-2": "Ruth Abara",
    "bystander-1": "Jonas Wirth",
    "bystander-2": "Hana Sato",
}
"""Seats with people; a stand-in plays the third bystander."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One ask.

    `named` keeps the id it makes; `<name>` in a field stands for that id, `<inject 03>` for its post.
    """

    at: str
    by: str
    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    named: str = ""

    @property
    def t(self) -> float:
        minutes, seconds = self.at.split(":")
        return int(minutes) * 60.0 + int(seconds)


def act(at: str, by: str, kind: str, *, named: str = "", **fields: Any) -> Act:
    """An act, in one line."""
    return Act(at=at, by=by, kind=kind, fields=fields, named=named)


def _drafted(at: str, named: str, text: str, reply_to: str, posture: str = "answers") -> tuple[Act, Act]:
    opened = act(
        at, "brand-comms", "draft.open", named=named, text=text, reply_to=reply_to, posture=posture, cites=[]
    )
    return opened, act(at, "brand-comms", "draft.submit", draft=f"<{named}>")


ACTS: tuple[Act, ...] = (
    act("00:40", "brand-comms", "chat.say", text="Kev Marsh, 1.6 million followers, at B14. He asks who decided. I take the thread."),
    act("01:10", "brand-ops", "chat.say", text="Pulling the gate log, the booking and the cabin report now."),
    act("01:30", "brand-ops", "fact.claim", named="booking", text="He had two seats on the 20:10. Our transfer desk moved him to one.", source=""),
    act("02:10", "critic-1", "post.publish", author="kevmarsh", text="Belt on, both armrests down, nobody complained. I know, because I put them down myself."),
    act("02:30", "brand-comms", "post.publish", author="meridianair", reply_to="<inject 01>", text="Kev, we have seen this. We are finding out what happened at the gate and will answer you here by 19:10."),
    act("03:20", "bystander-1", "trust.set", value=62, reason="they answered within three minutes"),
    act("03:50", "bystander-2", "post.publish", author="hana_s", reply_to="<inject 03>", text="Thank you for saying what you saw. I have been that passenger, and nobody in my row said a word."),
    act("04:10", "brand-comms", "flag.raise", sort="chance", text="A witness in row 15. Thank her by name.", post="<inject 03>"),
    act("04:30", "brand-comms", "post.publish", author="meridianair", reply_to="<inject 03>", text="Priya, thank you for telling us what you saw. May we write to you directly, before 19:10?"),
    act("05:20", "brand-decision", "chat.say", text="Nobody likes or reposts the ones who take our side against him."),
    act("05:40", "brand-ops", "fact.confirm", fact="<booking>", source="Booking record, transfer desk, 18:05"),
    act("06:00", "critic-2", "post.publish", author="roomforall", text="We have letters like his from six years. Send us yours, we read every one. #RoomForAll"),
    act("06:40", "observer", "note.write", text="Team named the question “who decided” before drafting.", tag="note", item="1.2"),
    act("07:30", "bystander-2", "trust.set", value=41, reason="a time is not an answer"),
    act("08:00", "brand-comms", "message.send", sender="meridianair", to="ceo_hale", text="A director was walked off MA 418 over our seat rule. We are checking who decided, and answer him by 19:10."),
    act("09:40", "brand-comms", "message.send", sender="meridianair", to="lenaortiz", text="Lena, thank you for asking before you file. You will have an answer on the record by 19:18."),
    act("10:20", "brand-legal", "chat.say", text="I can clear “we got the order wrong”. I cannot clear anything about his size."),
    *_drafted("11:30", "first", "We checked: Mr Marsh had booked two seats on the 20:10, and our own transfer desk moved him to one seat on this flight. Why he was asked to get up is the next thing we find out.", "<inject 01>", "initiates"),
    act("12:40", "brand-legal", "draft.approve", draft="<first>"),
    act("13:10", "observer", "note.write", text="The rumour helps the brand. Do they leave it alone?", tag="question", item="3.3", post="<inject 08>"),
    act("13:30", "brand-decision", "draft.approve", draft="<first>"),
    act("13:50", "brand-comms", "draft.publish", draft="<first>", named="booking-post"),
    act("14:10", "critic-1", "post.publish", author="kevmarsh", text="So I pay for two seats, your own people put me in one, then your own people throw me out of it. Walk me through that one."),
    act("14:40", "brand-ops", "fact.claim", named="rumour", text="Passengers in three rows complained about him.", source=""),
    act("15:10", "brand-ops", "fact.refute", fact="<rumour>", source="Cabin report MA 418 has no complaint"),
    act("15:30", "bystander-1", "post.publish", author="jonas_w", text="Credit where due: that was a fact with a time in it. Now the other half, please."),
    act("16:20", "bystander-1", "trust.set", value=66, reason="they said whose mistake the booking was"),
    *_drafted("16:40", "policy", "The Extra Seat rule is applied equally to all guests, no exceptions.", "<inject 07>", "defends"),
    act("17:40", "brand-legal", "draft.reject", draft="<policy>", reason="“No exceptions” is a red line. Nobody asks what the rule is."),
    act("18:30", "brand-comms", "draft.drop", draft="<policy>"),
    act("18:40", "observer", "flag.raise", sort="mistake", text="Policy text again, caught by Legal", post="<inject 07>"),
    act("18:50", "brand-ops", "fact.claim", named="armrests", text="The armrest check was skipped at gate B14.", source=""),
    act("19:30", "brand-ops", "fact.confirm", fact="<armrests>", source="Gate log B14, 18:47, field left empty"),
    act("20:10", "bystander-2", "trust.set", value=48, reason="Legal stopped something, I can feel it"),
    act("20:48", "brand-comms", "chat.say", text="Replies run nine to one against anything that sounds like a policy. I would stop there."),
    act("21:10", "brand-decision", "chat.say", text="No more policy text. Nobody was asking what the rule is. They ask who decided."),
    *_drafted("21:30", "lena", "Lena, on the record: at B14 nobody checked the armrests before Mr Marsh was asked to get up. Our own rule asks for that. We will tell you who decided as soon as we have heard the duty call.", "<inject 14>"),
    act("22:20", "brand-legal", "draft.approve", draft="<lena>"),
    act("22:35", "brand-ops", "chat.say", text="Gate log is in. He was asked to get up before anyone checked the armrests."),
    act("22:41", "critic-1", "post.publish", author="kevmarsh", text="Meridian’s answer to a human being is a paragraph from 2011 about armrests. I had BOTH armrests down. So who measured me, @meridianair? #TooWideToFly"),
    act("22:50", "facilitator-1", "whisper.send", to="brand-decision", text="Lena files in four minutes."),
    *_drafted("23:00", "apology", "Kev, we got the order wrong. You were asked to leave before anyone checked the armrests. That was our mistake and we are sorry.", "<inject 01>"),
    act("23:10", "brand-ops", "fact.claim", named="crew", text="The operations desk ordered it by phone; the crew asked twice.", source=""),
    act("23:20", "brand-legal", "chat.say", text="I can clear “we got the order wrong”. I cannot clear “discrimination”."),
    act("23:30", "facilitator-1", "cue.stand_by", inject="16"),
    act("23:40", "bystander-2", "post.publish", author="hana_s", text="Row 15 said it better than the airline has all evening."),
)  # fmt: skip
"""Up to the pictures, which are taken a few seconds after 24:00."""

DRAFT = (
    "Thank you, Priya. The gate log says the same as you: nobody checked the armrests before Kev was asked to get up. "
    "We are telling him so tonight."
)
"""What stands in the communicator's composer."""

AFTERWARDS: tuple[Act, ...] = (
    act("25:00", "brand-decision", "draft.approve", draft="<lena>"),
    act("25:20", "brand-comms", "draft.publish", draft="<lena>"),
    act("25:40", "brand-legal", "draft.approve", draft="<apology>"),
    act("26:20", "brand-decision", "draft.approve", draft="<apology>"),
    act("26:40", "brand-comms", "draft.publish", draft="<apology>", named="apology-post"),
    act("27:10", "brand-ops", "fact.confirm", fact="<crew>", source="Recording of the duty call, 18:46"),
    act("27:40", "critic-1", "post.publish", author="kevmarsh", reply_to="<apology-post>", text="Hm. That is a better answer than I expected, credit where it is due. Now: who was on the phone?"),
    act("28:20", "bystander-2", "trust.set", value=64, reason="an apology that says what was skipped"),
    act("29:50", "brand-comms", "flag.raise", sort="chance", text="The travel blogger’s invitation. Say yes.", post="<inject 21>"),
    *_drafted("30:20", "talk", "Yes. Tomorrow at noon, one of us who decides, no lawyers. Kev, we would like you to take the other chair.", "<inject 21>", "initiates"),
    act("31:20", "brand-legal", "draft.approve", draft="<talk>"),
    act("31:50", "brand-decision", "draft.approve", draft="<talk>"),
    act("32:10", "brand-comms", "draft.publish", draft="<talk>"),
    act("33:00", "bystander-1", "trust.set", value=78, reason="they sit down with him"),
    act("33:30", "observer", "note.write", text="Chance taken within three minutes, and it starts something.", tag="chance", item="4.2", post="<inject 21>"),
    act("35:00", "critic-1", "post.publish", author="kevmarsh", text="They said yes. I will be there, and I will bring my own cushion."),
    act("36:30", "bystander-2", "trust.set", value=72, reason="he is laughing again"),
)  # fmt: skip
"""From there to EndEx, for the review."""
END = 38 * 60.0
REVIEWED_AT = 31 * 60
"""The moment the review is opened at."""
