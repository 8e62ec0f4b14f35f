"""Sheets as other tools and teams make them: each is understood as it stands."""

from datetime import datetime, time

from app.exchange.drafting import as_injects, merged
from app.exchange.mapping import SheetMapping
from app.exchange.scenario_file import as_yaml
from app.scenario.reading import read_scenario
from tests.exchange.sheets import ZONE, Rows, delimited, doubts, faults, fields, read, the_fault, workbook


def test_a_sheet_with_days_hours_and_minutes_and_no_sender() -> None:
    """As OpenAEV's sample sheet."""
    rows: Rows = [
        ["Action to be taken", "Timeline", "Teams", "Subject", "Content", "Comments",
         "Expectation Description",
         "Expectation Name", "Expectation Score", "Done/To do"],
        ["Send the first mail", "D+0 H+0 M+10", "Communications\nLegal", "Outage",
         "Our till is down since eight.",
         "Call first", "A holding line is out", "Holding line", 100, "To do"],
        ["Press calls", "J+0 T+1 M+5", "Direction", "Press", "Is it true that you were hacked?", "", "", "",
         "", ""],
        ["Next day", "D+2 H+3 M+45", "Communications", "Later", "Two days later.", "", "", "", "", "Done"],
    ]  # fmt: skip
    preview = read(rows, mapping=SheetMapping(otherwise={"by": "Newsdesk", "channel": "email"}))
    assert fields(preview) == {
        "Action to be taken": "title", "Timeline": "time", "Teams": "to", "Subject": None, "Content": "text",
        "Comments": "guidance", "Expectation Description": "expected", "Expectation Name": None,
        "Expectation Score": "score", "Done/To do": "status",
    }  # fmt: skip
    first, second, third = preview.rows
    assert (first.at, second.at, third.at) == (600, 3900, 186_300)
    assert first.to == ("Communications", "Legal")
    assert first.inject
    assert first.inject.expected
    assert (first.inject.expected.action, first.inject.expected.position) == (
        "A holding line is out",
        "communicator",
    )
    assert first.inject.guidance == "Call first"
    assert first.extras["Subject"] == "Outage"
    assert first.extras["Expectation Score"] == "100"
    assert "2 d 3 h 45 min after StartEx" in the_fault(third).reason
    assert [(one.handle, one.sort) for one in preview.personas] == [("newsdesk", "contact")]


def test_without_a_sender_the_sheet_asks_who_speaks() -> None:
    preview = read([["Time", "Content"], ["T+5", "Our till is down."]])
    assert [fault.reason for fault in preview.faults] == ["no column says who speaks"]
    assert faults(preview.rows[0]) == ["no column says who speaks"]


def test_a_sheet_with_real_and_story_time_and_columns_of_its_own() -> None:
    """As Crucible's Blueprint exports it."""
    rows: Rows = [
        ["Control Number", "Description", "Status", "Time", "Move", "Group", "Exercise Date",
         "Delivery Method",
         "From Org", "To Org", "Assigned User", "Severity (1-5)"],
        [1.1, "A shop closes without notice.", "Approved", datetime(2026, 11, 21, 19, 0), 1, "White",
         datetime(2031, 5, 1, 9, 0), "Social Media", "City Watch", "Brand", "Kim", 3],
        [1.2, "The mayor wants an answer.", "Draft", datetime(2026, 11, 21, 19, 12), 1, "White",
         datetime(2031, 5, 1, 10, 0), "Phone", "Mayor's Office", "Legal", "Bo", 5],
        [1.3, "A siren is heard.", "Draft", datetime(2026, 11, 21, 19, 30), 1, "White",
         datetime(2031, 5, 1, 10, 0), "Siren", "City Watch", "Legal", "Bo", 5],
    ]  # fmt: skip
    preview = read(rows)
    assert fields(preview) == {
        "Control Number": "id", "Description": "text", "Status": "status", "Time": "time", "Move": "move",
        "Group": "group", "Exercise Date": "story_date", "Delivery Method": "channel", "From Org": "by",
        "To Org": "to", "Assigned User": "controller", "Severity (1-5)": None,
    }  # fmt: skip
    first, _, third = preview.rows
    assert [(row.id, row.at, row.channel) for row in preview.rows] == [
        ("1-1", 480, "feed"), ("1-2", 1200, "message"), ("1-3", 2280, "feed"),
    ]  # fmt: skip
    assert first.extras["Control Number"] == "1.1"
    assert first.extras["Exercise Date"] == "2031-05-01 09:00"
    assert first.extras["Severity (1-5)"] == "3"
    assert first.title == "A shop closes without notice."
    assert preview.unknown_channels == ("Siren",)
    assert doubts(third) == ["`Siren` is not a known channel, and is taken for the feed"]
    assert [(one.handle, one.sort) for one in preview.personas] == [
        ("city_watch", "person"), ("mayor_s_office", "contact"),
    ]  # fmt: skip


def test_a_french_chronogramme_with_several_recipients_by_line() -> None:
    """As Murail's chronogramme.xlsx."""
    rows: Rows = [
        ["id", "horaire", "type", "emetteur", "destinataire", "stimuli", "reaction attendue", "commentaire",
         "livrable"],
        [1, "J+0 T+0 M+5", "message", "Préfecture", "Cellule de crise\nService juridique",
         "Que se passe-t-il ?",
         "Répondre sans attendre", "Relancer à 10 min", "Communiqué"],
        [2, "19h07", "message", "Le Quotidien", "Communication", "Confirmez-vous la panne ?", "", "", ""],
        [3, "J+1 T+0", "decompte", "Animateur", "Tous", "Fin de la première journée", "", "", ""],
    ]  # fmt: skip
    preview = read(rows, "chronogramme.xlsx", zone="Europe/Paris")
    assert list(fields(preview).values()) == [
        "id", "time", "kind", "by", "to", "text", "expected", "guidance", "deliverable",
    ]  # fmt: skip
    first, second, third = preview.rows
    assert (first.at, second.at) == (300, 900)
    assert str(second.moment) == "2026-11-21 19:07:00+01:00"
    assert first.to == ("Cellule de crise", "Service juridique")
    assert first.inject
    assert first.inject.expected
    assert first.inject.expected.position == "legal"
    assert first.extras == {
        "type": "message",
        "destinataire": "Cellule de crise\nService juridique",
        "livrable": "Communiqué",
    }
    assert "1 d after StartEx" in the_fault(third).reason
    assert [one.handle for one in preview.personas] == ["prefecture", "le_quotidien", "animateur"]


def test_a_chat_exercise_with_date_beside_time_pictures_and_polls() -> None:
    """As a MSEL of T3SF."""
    rows: Rows = [
        ["#", "Real Time", "Date", "Subject", "From", "Player", "Script", "Photo", "Picture Name", "Profile",
         "Poll"],
        [1, time(19, 0), datetime(2026, 11, 21), "Odd mails", "Help Desk", "Legal",
         "People report odd mails.", "https://x.example/a.png", "a.png", "hd.png", ""],
        [2, "07:15 PM", "21/11/2026", "Vote", "Staff Council", "Communications", "Do we tell the staff?", "",
         "", "", "Yes | No | Later"],
        [3, "00:30", "22/11/2026", "Night", "Help Desk", "Legal", "It goes on.", "", "", "", ""],
    ]  # fmt: skip
    preview = read(rows)
    assert fields(preview) == {
        "#": "id", "Real Time": "time", "Date": "date", "Subject": "title", "From": "by", "Player": "to",
        "Script": "text", "Photo": "media", "Picture Name": None, "Profile": "profile", "Poll": "poll",
    }  # fmt: skip
    assert [row.at for row in preview.rows] == [480, 1380, 20_280]
    assert str(preview.rows[2].moment) == "2026-11-22 00:30:00+01:00"
    assert preview.mapping.dates == "dmy"
    assert preview.rows[1].title == "Vote"
    assert preview.rows[1].extras["Poll"] == "Yes | No | Later"
    assert preview.rows[0].extras["Picture Name"] == "a.png"


def test_a_list_whose_times_count_from_zero() -> None:
    """As a master events list of Conducttr, as CSV."""
    rows: Rows = [
        ["Number", "Time", "From", "Faction", "To", "Team", "Method", "Subject", "Message",
         "Expected Action", "Tab", "Image", "StoryTime"],
        ["1", "00:00", "@river_news", "Press", "Brand", "Blue", "Microblog", "Flood",
         "Water in the hall, says a guest.", "Hold", "Main", "hall.jpg", "Day 1 08:00"],
        ["2", "00:12", "Ana Poe (@anapoe)", "Public", "Brand", "Blue", "Direct message", "Help",
         "My mother is in there. Call me.", "Answer her", "Main", "", "Day 1 08:40"],
        ["3", "01:05", "@river_news", "Press", "Brand", "Blue", "Microblog", "Again",
         "Still no word from them.", "", "Main", "", "Day 1 11:00"],
    ]  # fmt: skip
    preview = read(delimited(rows, ";", "utf-8-sig"), "mel.csv")
    assert preview.mapping.times == "since"
    assert "hours and minutes since StartEx" in preview.faults[0].reason
    assert [row.at for row in preview.rows] == [0, 720, 3900]
    assert str(preview.rows[1].moment) == "2026-11-21 19:04:00+01:00"
    assert [row.handle for row in preview.rows] == ["river_news", "anapoe", "river_news"]
    assert [(one.name, one.sort) for one in preview.personas] == [
        ("river_news", "person"),
        ("Ana Poe", "contact"),
    ]
    assert preview.rows[0].extras["Faction"] == "Press"
    assert preview.rows[0].extras["StoryTime"] == "Day 1 08:00"
    assert preview.rows[0].extras["Team"] == "Blue"
    as_clock = read(delimited(rows, ";"), "mel.csv", mapping=SheetMapping(times="clock"))
    assert [row.at for row in as_clock.rows] == [18_480, 19_200, 22_380]


def test_the_hseep_template_under_its_title_block() -> None:
    rows: Rows = [
        ["Master Scenario Events List"],
        ["Exercise:", "Bright Harbour"],
        [],
        ["Event #", "Event Time", "Event Description", "Responsible Controller", "Recipient Player(s)",
         "Expected Outcome of Player Action", "Objective", "Core Capability", "Inject Mode", "Notes"],
        ["1", "1900", "A ferry hits the pier. Passengers post pictures.", "Kim", "Public Relations",
         "A holding statement within the promise", "Inform the public in time", "Public Information",
         "Social media",
         "Two phones at hand"],
        ["2", "1910 hrs", "The harbour master calls.", "Bo", "Crisis manager", "He is called back",
         "Inform the public in time", "Operational Coordination", "Phone", ""],
        ["3", "TBD", "Nobody knows yet.", "Bo", "", "", "", "", "Phone", ""],
    ]  # fmt: skip
    preview = read(rows, mapping=SheetMapping(otherwise={"by": "Control cell"}))
    assert preview.mapping.header == 4
    assert preview.preamble == ("Master Scenario Events List", "Exercise: Bright Harbour")
    assert list(fields(preview).values()) == [
        "id", "time", "text", "controller", "to", "expected", "objective", "capability", "channel",
        "guidance",
    ]  # fmt: skip
    first, second, third = preview.rows
    assert (first.at, second.at) == (480, 1080)
    assert (first.channel, second.channel) == ("feed", "message")
    assert [one.title for one in preview.objectives] == ["Inform the public in time"]
    assert first.inject
    assert second.inject
    assert first.inject.objective == second.inject.objective == preview.objectives[0].id
    assert second.inject.expected
    assert second.inject.expected.position == "decision_maker"
    assert the_fault(third).reason == "`TBD` is no time"
    assert (the_fault(third).row, the_fault(third).column) == (7, "B")


def test_german_spanish_and_arabic_headers_are_known() -> None:
    german = read([["Lfd. Nr.", "Uhrzeit", "Absender", "Empfänger", "Kanal", "Nachricht",
    "Erwartete Reaktion", "Bemerkung"],
                   [1, "18.57 Uhr", "Hafenbote", "Pressestelle", "Soziale Medien", "Was ist los?",
                    "Antworten", ""]])  # fmt: skip
    spanish = read([["N.º", "Hora", "De", "Para", "Medio", "Mensaje", "Acción esperada"],
                    [1, "18:57", "El Faro", "Prensa", "Redes sociales", "¿Qué pasa?",
                     "Responder"]])  # fmt: skip
    arabic = read([["الرقم", "الوقت", "المرسل", "المستلم", "القناة", "الرسالة", "الإجراء المتوقع"],
                   [1, "٦:٥٧ م", "جريدة الميناء", "العلاقات العامة", "وسائل التواصل", "ماذا يحدث؟",
                    "الرد"]])  # fmt: skip
    for preview in (german, spanish, arabic):
        assert [column.field for column in preview.columns][:7] == [
            "id", "time", "by", "to", "channel", "text", "expected",
        ]  # fmt: skip
        assert (preview.rows[0].at, preview.rows[0].channel) == (300, "feed")
        assert preview.rows[0].inject
        assert preview.rows[0].inject.expected
        assert preview.rows[0].inject.expected.position == "communicator"
    assert arabic.personas[0].name == "جريدة الميناء"
    assert arabic.personas[0].handle == "persona"


def test_a_sheet_alone_becomes_a_scenario_that_can_be_played() -> None:
    rows: Rows = [
        ["Time", "From", "Text", "Objective"],
        ["T+5", "Ann Bee", "Your soup is cold.", "Answer warmly"],
    ]
    preview = read(
        workbook({"Contact list": [["Name", "Phone"], ["Ann", "1"]], "Day 1": rows}), "Cold soup (v2).xlsx"
    )
    assert [one.sheet for one in preview.left_out] == ["Contact list"]
    scenario = merged(as_injects(preview, preview.into), preview.into)
    assert read_scenario(as_yaml(scenario)) == scenario
    assert (scenario.slug, scenario.story_start) == ("cold-soup-v2", "2026-11-21T18:52")
    assert preview.zone == ZONE
