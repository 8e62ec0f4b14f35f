"""The dashboard: every query asks for a metric that a node has, with labels that it has."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from prometheus_client import ProcessCollector
from prometheus_client.samples import Sample

from app.live.gauges import watch
from app.live.meter import Gauge, Histogram
from app.live.meters import Meters
from app.live.rooms import Rooms
from app.live.vitals import Vitals
from tests.house.sources import ROOT

BOARD: dict[str, Any] = json.loads((ROOT / "deploy" / "grafana" / "squall.json").read_text())
NAME = re.compile(r"\b((?:squall|process)_[a-z_]+)")
ADDED_BY_PROMETHEUS = {"instance", "job", "le"}


def meters() -> Meters:
    """A node's metrics, of which none is read: there is no node."""
    made = Meters()
    watch(made, cast("Rooms", None), cast("Vitals", None), "0")
    return made


def queries() -> Iterator[str]:
    for panel in BOARD["panels"]:
        yield from (target["expr"] for target in panel.get("targets", ()))
    yield from (one["expr"] for one in BOARD["annotations"]["list"])
    for variable in BOARD["templating"]["list"]:
        if variable["type"] == "query":
            yield variable["query"]["query"]


def names_of(metrics: Meters) -> dict[str, set[str]]:
    """Each name a query may ask for, and its labels."""
    found: dict[str, set[str]] = {}
    for name, metric in metrics.register.metrics.items():
        suffixes = ("_bucket", "_sum", "_count") if isinstance(metric, Histogram) else ("",)
        found |= {name + suffix: set(metric.labels) for suffix in suffixes}
    return found | {sample.name: set() for sample in of_the_process()}


def of_the_process() -> list[Sample]:
    return [sample for family in ProcessCollector(registry=None).collect() for sample in family.samples]


def test_every_query_asks_for_a_metric_and_labels_there_are() -> None:
    known = names_of(meters())
    for query in queries():
        asked = NAME.findall(query)
        assert asked, query
        assert not set(asked) - known.keys(), query
        labels = set(re.findall(r"([a-z_]+)=~?\"", query))
        labels |= {one.strip() for group in re.findall(r"by \(([^)]*)\)", query) for one in group.split(",")}
        allowed = ADDED_BY_PROMETHEUS.union(*(known[name] for name in asked))
        assert labels <= allowed, query


def test_every_legend_names_a_label_its_query_keeps() -> None:
    for panel in BOARD["panels"]:
        for target in panel.get("targets", ()):
            for label in re.findall(r"{{(\w+)}}", target["legendFormat"]):
                grouped = re.findall(r"by \(([^)]*)\)", target["expr"])
                assert not grouped or any(label in group for group in grouped), target["expr"]


def test_every_metric_is_on_the_board() -> None:
    shown = " ".join(queries())
    unneeded = {"process_virtual_memory_bytes", "process_max_fds"}
    process = {sample.name for sample in of_the_process()} - unneeded
    assert process
    assert not [name for name in {*meters().register.metrics, *process} if name not in shown]


def test_every_name_ends_in_its_unit_and_counts_end_in_total() -> None:
    for name, metric in meters().register.metrics.items():
        match metric:
            case Histogram():
                assert name.endswith("_seconds"), name
            case Gauge():
                assert name.startswith("squall_"), name
            case _:
                assert name.endswith("_total"), name


def test_panels_have_a_title_a_unit_and_a_word_on_what_they_mean() -> None:
    panels = [panel for panel in BOARD["panels"] if panel["type"] != "row"]
    assert len({panel["title"] for panel in panels}) == len(panels)
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
    assert not [panel["title"] for panel in panels if len(panel["description"]) < 10]
    assert not [panel["title"] for panel in panels if not panel["fieldConfig"]["defaults"]["unit"]]
