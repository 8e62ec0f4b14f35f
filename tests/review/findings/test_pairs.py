"""Every rule, with a log that has what it looks for and one that almost has it."""

import pytest

from app.review.findings.registry import MARKED_CHANCE, MARKED_MISTAKE, RULES
from tests.everything import everything
from tests.review.findings.pairing import findings_of, named_in, pairs

PAIRS = pairs()


def test_every_rule_has_its_pair_and_every_pair_its_rule() -> None:
    assert sorted(PAIRS) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_rule_finds_the_log_that_has_it_and_not_the_one_that_almost_has_it(rule: str) -> None:
    pair = PAIRS[rule]
    found = findings_of(pair.has(), rule)
    assert tuple(one.id for one in found) == tuple(f"{rule}:{key}" for key in pair.keys)
    assert [findings_of(almost(), rule) for almost in (pair.almost, *pair.almost_too)] == [()] * (
        1 + len(pair.almost_too)
    )
    assert all(len(findings_of(has(), rule)) == 1 for has in pair.has_too)


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_finding_says_what_happened_cites_its_entries_and_names_nobody(rule: str) -> None:
    drill = PAIRS[rule].has()
    for one in findings_of(drill, rule):
        assert one.what.endswith((".", "”"))
        assert one.evidence
        assert 0 <= one.t <= drill.t
        assert {cite.seq for cite in one.evidence} <= {entry.seq for entry in drill.log}
        assert (one.taken is None) == (one.sort == "mistake")
        assert list(named_in(one, drill)) == []


def test_a_rule_has_an_id_of_its_own_and_a_definition() -> None:
    every = (*RULES, MARKED_MISTAKE, MARKED_CHANCE)
    assert len({rule.id for rule in every}) == len(every)
    assert [rule.id for rule in every if not rule.definition.endswith(".") or rule.title.endswith(".")] == []


def test_findings_have_ids_of_their_own_and_stand_in_order_of_time() -> None:
    found = findings_of(everything())
    assert len({one.id for one in found}) == len(found) > 0
    assert [one.t for one in found] == sorted(one.t for one in found)
