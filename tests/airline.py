"""A small complete scenario: an airline, the passenger it turned away, and those who watch."""

from app.ids import AssumptionId, Handle, InjectId, SeatId
from app.scenario.cast import Persona
from app.scenario.guide import Check, GuideItem, Objective
from app.scenario.msel import Chance, ExpectedAction, Inject
from app.scenario.plan import Assumption, Component, HoldingStatement, Plan, Rung
from app.scenario.scenario import (
    Brief,
    CrowdSettings,
    CrowdWords,
    Goal,
    GroundFact,
    RoleCard,
    Scenario,
    SeatPlan,
)

BRAND = Handle("northair")
DIRECTOR = Handle("jo_marlow")
DIRECTOR_AGENT = Handle("marlow_office")
CAMPAIGN = Handle("seats4all")
FLYER = Handle("row22")
FAN = Handle("wing_watcher")
PRESS = Handle("harbour_post")
CHIEF = Handle("chief_exec")

PLAN = Plan(
    version=4,
    components=(
        Component(id="facts", title="One place for facts", owner="subject_expert", weight=3),
        Component(
            id="contact", title="Big accounts: who calls", owner="communicator", weight=2, standing="missing"
        ),
    ),
    ladder=(
        Rung(does="notice", title="Notice", position="communicator", within=120),
        Rung(does="draft", title="Draft", position="communicator", within=300),
        Rung(does="review", title="Legal reads", position="legal", within=600),
        Rung(does="decide", title="Say yes", position="decision_maker", within=300),
        Rung(does="publish", title="Publish", position="communicator", within=0),
    ),
    holding=(
        HoldingStatement(id="h1", text="We have seen this and are looking into it. More by {time}."),
        HoldingStatement(id="h2", text="{name}, we want to hear it from you. Please check your messages."),
    ),
    assumptions=(
        Assumption(
            id=AssumptionId("a1"),
            statement="We notice an angry post within five minutes.",
            owner="communicator",
            confidence=80,
            breaks_when="the first answer comes after five minutes",
        ),
    ),
    red_lines=("regulation 14", "customer of size"),
    first_reply=300.0,
)

SEATS = (
    SeatPlan(
        id=SeatId("brand-decision"),
        role="brand",
        title="Decision maker",
        does="Says yes or no",
        position="decision_maker",
        card=RoleCard(goal="Keep the company's word.", may=("approve",), may_not=("post",)),
    ),
    SeatPlan(
        id=SeatId("brand-comms"),
        role="brand",
        title="Communicator",
        does="Speaks for the airline",
        position="communicator",
        card=RoleCard(goal="Answer first, and well.", may=("publish",), may_not=("approve",)),
        lines=("We turned you away and should not have. We are calling you today.",),
    ),
    SeatPlan(
        id=SeatId("brand-legal"),
        role="brand",
        title="Legal",
        does="Reads every draft",
        position="legal",
        card=RoleCard(goal="Nothing we must take back.", may=("reject",), may_not=("publish",)),
    ),
    SeatPlan(
        id=SeatId("brand-ops"),
        role="brand",
        title="Ground operations",
        does="Knows what happened",
        position="subject_expert",
        card=RoleCard(goal="Only what is known.", may=("confirm facts",), may_not=("guess",)),
    ),
    SeatPlan(
        id=SeatId("critic-1"),
        role="critic",
        title="Passenger",
        does="Starts the storm",
        personas=(DIRECTOR, DIRECTOR_AGENT),
        card=RoleCard(
            goal="Be heard by a person.",
            may=("post",),
            may_not=("insult",),
            goals=(Goal(title="They call you", points=20),),
        ),
        lines=("They walked me off the plane for my size.", "Still nobody has called."),
    ),
    SeatPlan(
        id=SeatId("critic-2"),
        role="critic",
        title="Campaign",
        does="Makes it a cause",
        personas=(CAMPAIGN,),
        card=RoleCard(goal="Get the seat rule changed.", may=("post",), may_not=("insult",)),
        lines=("How wide is a seat? Publish the table.",),
    ),
    SeatPlan(
        id=SeatId("bystander-1"),
        role="bystander",
        title="Row 22",
        does="Was on the plane",
        personas=(FLYER,),
        card=RoleCard(goal="Say what you saw, if anybody asks.", may=("post",), may_not=("campaign",)),
        lines=("I was in row 22. He was calm.",),
    ),
    SeatPlan(
        id=SeatId("bystander-2"),
        role="bystander",
        title="Fan",
        does="Likes the airline",
        personas=(FAN,),
        card=RoleCard(goal="Believe the better story.", may=("post",), may_not=("campaign",)),
        lines=("They have always been kind to me.",),
    ),
)

MSEL = (
    Inject(
        id=InjectId("i1"),
        title="First picture",
        at=10.0,
        by=PRESS,
        text="A film director was walked off a North Air plane tonight. Picture follows.",
        reach=12_000,
        heat=0.6,
        tests=(AssumptionId("a1"),),
        objective="o1",
        expected=ExpectedAction(action="A holding statement", within=300.0),
    ),
    Inject(
        id=InjectId("i2"),
        title="The chief asks",
        at=120.0,
        by=CHIEF,
        text="My phone does not stop. What do we know?",
        channel="message",
        expected=ExpectedAction(action="Facts, and when more", within=240.0, position="decision_maker"),
        objective="o2",
    ),
    Inject(
        id=InjectId("i3"),
        title="The paper asks",
        at=300.0,
        by=PRESS,
        text="North Air, is there a rule for this, yes or no?",
        answers=InjectId("i1"),
        reach=30_000,
        heat=0.4,
        objective="o1",
        expected=ExpectedAction(action="A plain answer", within=600.0),
    ),
    Inject(
        id=InjectId("i4"),
        title="A witness offers help",
        at=600.0,
        by=FLYER,
        text="I sat next to him and would tell you how it went, if you ask.",
        answers="brand",
        reach=800,
        heat=-0.2,
        objective="o2",
        chance=Chance(title="A calm witness", lasts=300.0),
    ),
    Inject(
        id=InjectId("i5"),
        title="An employee talks",
        at=None,
        by=FAN,
        text="My cousin works at the gate and says the seat was sold twice.",
        reach=5_000,
        contingency=True,
        impact="high",
        guidance="Only if the brand stays silent.",
    ),
    Inject(
        id=InjectId("i6"),
        title="The morning papers",
        at=1_500.0,
        by=PRESS,
        text="Tomorrow's front page is decided at nine. North Air has the floor.",
        reach=60_000,
        heat=0.5,
        objective="o1",
        expected=ExpectedAction(action="The whole story, owned", within=600.0),
    ),
)

AIRLINE = Scenario(
    slug="small-airline",
    version=1,
    title="Row 22",
    language="en",
    summary="An airline walks a well-known passenger off a plane.",
    provenance="Written for the tests; nobody in it exists.",
    minutes=40,
    story_start="2026-11-21T18:52",
    grade="Internal",
    platform="microblog",
    brand=BRAND,
    brief=Brief(
        public="A passenger was asked to leave a plane.",
        brand="You are the airline's team on duty.",
        critic="You were asked to leave.",
        bystander="You are scrolling on a Saturday.",
    ),
    cast=(
        Persona(handle=BRAND, name="North Air", bio="We fly.", followers=90_000, sort="organisation"),
        Persona(
            handle=DIRECTOR, name="Jo Marlow", bio="I make films.", followers=1_600_000, stance="against"
        ),
        Persona(handle=DIRECTOR_AGENT, name="Office of Jo Marlow", bio="", followers=4_000, stance="against"),
        Persona(handle=CAMPAIGN, name="Seats for All", bio="", followers=22_000, stance="against"),
        Persona(handle=FLYER, name="Row 22", bio="", followers=140),
        Persona(handle=FAN, name="Wing Watcher", bio="", followers=2_300, stance="for"),
        Persona(
            handle=PRESS,
            name="Harbour Post",
            bio="Since 1904.",
            followers=310_000,
            sort="press",
            verified=True,
        ),
        Persona(handle=CHIEF, name="Chief executive", bio="", followers=0, sort="contact"),
    ),
    seats=SEATS,
    plan=PLAN,
    objectives=(
        Objective(id="o1", title="Answer in time"),
        Objective(id="o2", title="Say only what is known"),
    ),
    msel=MSEL,
    guide=(
        GuideItem(id="1.1", objective="o1", question="Was the first answer in time?", target="5 minutes"),
        GuideItem(
            id="1.2",
            objective="o2",
            question="Does nothing go out past the decision model?",
            target="Every post approved in the desk",
            check=Check(measure="approvals"),
        ),
    ),
    facts=(
        GroundFact(id="g1", text="The seat was sold twice.", holds=True, source="Gate log", at=60.0),
        GroundFact(id="g2", text="The crew laughed.", holds=False, source="Two witnesses", at=240.0),
    ),
    crowd=CrowdSettings(
        size=50_000,
        trust=70.0,
        heat=5.0,
        words=CrowdWords(against=("Shame.",), neutral=("Popcorn.",), supportive=("Give them a minute.",)),
        hashtags=("#Row22",),
    ),
)
