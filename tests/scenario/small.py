"""The smallest scenario that says everything once, and ways to break it."""

from app.scenario.faults import Fault, ScenarioFaults
from app.scenario.reading import read_scenario

SMALL = """\
slug: cold-soup
version: 1
title: Cold soup
language: en
summary: A canteen serves cold soup.
provenance: Made up.
minutes: 10
story_start: 2026-11-21T12:00
grade: Open
platform: microblog
brand: warmspoon
brief:
  public: Lunch.
  brand: You cook.
  critic: You are hungry.
  bystander: You watch.
cast:
  - handle: warmspoon
    name: Warm Spoon
    bio: Canteen
    followers: 900
    sort: organisation
  - handle: hungry_ann
    name: Ann
    bio: ""
    followers: 40
    stance: against
  - handle: passing_by
    name: Pat
    bio: Reads along
    followers: 12
  - handle: landlord
    name: The landlord
    bio: Owns the house
    followers: 0
    sort: contact
seats:
  - id: cook
    role: brand
    position: communicator
    title: Cook
    does: Answers
    card: {goal: Calm, may: [post], may_not: [shout]}
    lines: [Hello]
  - id: ann
    role: critic
    title: Ann
    does: Complains
    card: {goal: Warm soup, may: [post], may_not: [swear]}
    personas: [hungry_ann]
    lines: ["It is cold, @{handle}."]
  - id: pat
    role: bystander
    title: Pat
    does: Watches
    card: {goal: Judge, may: [post], may_not: [swear]}
    personas: [passing_by]
    lines: [Hm]
plan:
  version: 2
  first_reply: 5:00
  components:
    - {id: spoon, title: A clean spoon, owner: communicator, weight: 3}
    - {id: gap-1, title: Not yet 1, owner: communicator, kind: listening, standing: missing}
    - {id: gap-2, title: Not yet 2, owner: communicator, kind: response_targets, standing: missing}
    - {id: gap-3, title: Not yet 3, owner: communicator, kind: escalation, standing: missing}
    - {id: gap-4, title: Not yet 4, owner: communicator, kind: approval, standing: missing}
    - {id: gap-5, title: Not yet 5, owner: communicator, kind: facts_and_sources, standing: missing}
    - {id: gap-6, title: Not yet 6, owner: communicator, kind: out_of_hours, standing: missing}
    - {id: gap-7, title: Not yet 7, owner: communicator, kind: holding_statements, standing: missing}
  ladder:
    - {does: publish, title: Post it, position: communicator, within: 0}
  holding:
    - {id: seen, text: "We have seen this, {name}."}
  assumptions:
    - {id: A1, statement: Soup calms, owner: communicator, confidence: 50, breaks_when: It does not}
  red_lines: [food poisoning]
objectives:
  - {id: warm, title: Answer warmly}
msel:
  - id: "1"
    title: Cold
    at: 0:10
    by: hungry_ann
    text: This soup is cold.
    reach: 100
    tests: [A1]
    objective: warm
    expected: {action: Say sorry, within: 2:00}
  - id: "2"
    title: The landlord asks
    at: 4:00
    by: landlord
    channel: message
    text: What is going on?
    expected: {action: Tell him, within: T+02:00}
  - id: "3"
    title: Colder
    at: by hand
    by: hungry_ann
    answers: "1"
    text: Now it has ice on it.
    contingency: true
    expected: {action: Bring soup, within: 60}
guide:
  - {id: "1.1", objective: warm, question: "Warm?", target: Warm}
facts:
  - {id: F1, text: The stove was off., holds: true, source: The stove, at: 1:00}
crowd:
  size: 1000
  trust: 60
  heat: 5.5
  words:
    against: [Brr]
    neutral: ["Soup?"]
    supportive: [Yum]
  hashtags: ["#ColdSoup"]
"""


def changed(old: str, new: str) -> str:
    """SMALL with its only `old` replaced by `new`."""
    assert SMALL.count(old) == 1, f"{SMALL.count(old)} times: {old!r}"
    return SMALL.replace(old, new)


def line_of(text: str, part: str) -> int:
    """The line on which the only `part` of `text` begins."""
    assert text.count(part) == 1, f"{text.count(part)} times: {part!r}"
    return text[: text.index(part)].count("\n") + 1


def faults_of(text: str) -> tuple[Fault, ...]:
    """What is wrong with `text`; nothing if it can be read."""
    try:
        read_scenario(text)
    except ScenarioFaults as found:
        return found.faults or (Fault(line=0, path="", reason="refused without a fault", remedy=""),)
    return ()
