"""A team that notices, says when it will know more, checks first, and owns what it did."""

from tests.review.golden.acting import (
    COMMS,
    DECIDER,
    LEGAL,
    OPS,
    Part,
    Team,
    checks,
    drafts,
    flags,
    holds,
    notes,
    says,
    writes,
)


def team() -> Team:
    """As good as a team can be that has read its plan."""
    return Team(
        sure=3, sure_after=4, signed=(COMMS, DECIDER, LEGAL, OPS), parts=(*_early(), *_middle(), *_late())
    )


def _early() -> tuple[Part, ...]:
    return (
        says(
            "00:48",
            COMMS,
            "Kev Marsh writes from B14, 1.6 million followers. He asks one thing: who decided.",
        ),
        holds(
            "01:30",
            "Kev, we have seen this. We are finding out what happened at the gate and will answer "
            "you here by 19:10.",
            "01",
        ),
        says(
            "02:10",
            DECIDER,
            "They ask who decided, not what the rule is. Our answer has to have a name for that in it.",
        ),
        checks(
            "02:20",
            "Mr Marsh had booked two seats on the 20:10. Our own transfer desk moved him to one seat "
            "on MA 418 at 18:05.",
            "Booking record, transfer desk, 18:05",
            "04:00",
        ),
        checks(
            "03:00",
            "He was seated in 14B with belt fastened and both armrests down for four minutes before "
            "he was asked to leave.",
            "Cabin report MA 418",
            "06:30",
        ),
        checks(
            "03:30",
            "The armrest check was skipped at gate B14.",
            "Gate log B14, 18:47, field left empty",
            "08:30",
        ),
        flags("04:10", COMMS, "chance", "A witness in row 15, on nobody's side", "03"),
        holds(
            "05:20",
            "Priya, thank you for telling us what you saw. May we write to you directly, before 19:15?",
            "03",
        ),
        says(
            "05:50",
            DECIDER,
            "Nobody likes, reposts or quotes anyone who takes our side against him. Not even the nice ones.",
        ),
        checks(
            "07:10",
            "The operations desk ordered it by phone. The crew asked twice whether that was meant.",
            "Recording of the duty call, 18:46",
            "10:30",
        ),
        writes(
            "08:10",
            "ceo_hale",
            "A passenger with two seats was moved to one by our desk and then taken off. We answer "
            "him in public by 19:10; you have it two minutes before.",
        ),
        writes(
            "10:20",
            "lenaortiz",
            "Lena, thank you for asking before you file. You will have an answer on the record by 19:15.",
        ),
    )


def _middle() -> tuple[Part, ...]:
    return (
        drafts(
            "10:40",
            "Kev, we got the order wrong. You were asked to leave before anyone tried the armrests. "
            "Our operations desk decided that by phone, not the crew. That was our mistake, and we "
            "are sorry.",
            to="01",
            posture="initiates",
            content="apology",
            cites=("f2", "f3", "f4"),
            takes=(30, 120, 60, 20),
        ),
        drafts(
            "12:00",
            "@roomforall our own register has 31 complaints about this rule in twelve months, "
            "answered in 19 days on average. It is not pretty, but it is ours. We will meet you this "
            "week.",
            to="07",
            cites=("f5",),
            takes=(60, 180, 60, 20),
        ),
        checks(
            "11:20",
            "There were 31 complaints about the Extra Seat rule in twelve months, answered in 19 "
            "days on average.",
            "Complaints register",
            "12:30",
        ),
        flags(
            "13:20", LEGAL, "chance", "It helps us, and it is wrong. We should be the ones to say so.", "08"
        ),
        checks(
            "13:30",
            "Passengers in three rows complained about him.",
            "Cabin report MA 418 has no complaint; the lead confirms it",
            "15:00",
            right=False,
        ),
        checks(
            "13:40",
            "He shouted at the crew.",
            "Cabin report says calm; two passengers say the same",
            "15:20",
            right=False,
        ),
        holds(
            "14:50",
            "@seat_14c, thank you for telling us what you saw. May we write to you directly, before 19:20?",
            "09",
        ),
        flags("14:20", OPS, "chance", "14C sat right beside him", "09"),
        drafts(
            "15:40",
            "There is a story going round that he shouted and that rows complained. We have checked: "
            "nobody on that flight complained about him, and he was calm. What you read tonight did "
            "not come from us.",
            posture="initiates",
            content="information",
            cites=("f6", "f7"),
            takes=(20, 60, 50, 20),
        ),
        says(
            "17:40",
            DECIDER,
            "From now on it is our own words. The policy text stays in the drawer, whoever asks.",
        ),
        drafts(
            "16:40",
            "As promised: Kev had two seats on the 20:10, and our own transfer desk moved him to one "
            "on this flight. He flies at 20:10 with both of his seats. What changes, we say here "
            "before 19:30.",
            posture="initiates",
            cites=("f1",),
            takes=(10, 30, 20, 10),
        ),
        writes(
            "20:00",
            "lenaortiz",
            "On the record: our operations desk decided, by phone. The crew asked twice whether that "
            "was meant. The armrests were never tried. That was wrong.",
        ),
        writes(
            "19:10",
            "marsh_office",
            "Yes, please put us through. The head of operations rings him herself, now.",
        ),
        drafts(
            "20:50",
            "@lenaortiz who decides: our operations desk did, by phone, and it was wrong. Not the "
            "crew and not a rule. You have had it from us at 19:12.",
            to="14",
            cites=("f4",),
            takes=(20, 60, 40, 10),
        ),
    )


def _late() -> tuple[Part, ...]:
    return (
        says("22:40", DECIDER, "The note is real, our night desk wrote it. We say so before they ask again."),
        drafts(
            "22:50",
            "@crewroom_leaks yes, that note is ours. It was written by our night desk, and it was "
            "wrong. It came down at 19:14. The crew did as they were told; take it to us, not to "
            "them.",
            to="15",
            posture="initiates",
            takes=(20, 60, 40, 10),
        ),
        flags("24:30", OPS, "chance", "A wide seat makes it worse, not better. One line, no defence.", "16"),
        checks(
            "24:40",
            "Economy seats are 18.1 inches wide between the armrests, the second widest of 14 airlines.",
            "Fleet sheet, confirmed against the public table",
            "25:10",
        ),
        drafts(
            "25:20",
            "@tomreyes_ your table is right about us: 18.1 inches. Which makes what happened at the "
            "gate worse, not better.",
            to="16",
            cites=("f8",),
            takes=(20, 60, 40, 10),
        ),
        writes(
            "27:00",
            "lumenfilms",
            "Yes. We spoke with him at 19:13, and he agreed to these words: “They rang, they "
            "listened, they said who decided.”",
        ),
        writes(
            "28:40",
            "aviation_board",
            "Our contact is the head of Legal on duty. Gate log, duty call and cabin report are kept "
            "unchanged since 18:52.",
        ),
        says(
            "28:50",
            LEGAL,
            "The regulator asked for the log. Nobody edits or deletes anything, in any channel.",
        ),
        flags("29:50", COMMS, "chance", "She invites us to talk, no lawyers. Just say yes.", "21"),
        drafts(
            "30:00",
            "@two_seats_please yes. Tomorrow at noon, the head of operations, no lawyers. And we "
            "invite you, Kev, to take the other chair.",
            to="21",
            posture="initiates",
            takes=(20, 50, 30, 10),
        ),
        drafts(
            "33:00",
            "What changes by Monday: we ask in private before boarding, we write down who decided, "
            "and a second seat is held until the doors close. We will be back here on Monday to "
            "report.",
            posture="initiates",
            takes=(60, 120, 60, 20),
        ),
        notes("05:30", "The witness was thanked by name two minutes after she wrote.", "chance", "4.1"),
        notes("15:00", "They refute the rumour that helps them.", "chance", "3.3"),
    )
