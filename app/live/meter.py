"""Numbers that grow, levels that are read and times that are sorted into buckets, by Prometheus' own library.

One registry per node, handed down like every other part; the library's global one stays empty of us. What is
ours is how many series a metric may have, and that who counts often does not look a series up each time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

import prometheus_client as prometheus
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

CONTENT_TYPE = prometheus.CONTENT_TYPE_PLAIN_0_0_4
MOST_SERIES = 200
"""Different labels of one metric; what comes after is counted together, as `other`."""
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Labels = tuple[str, ...]
Level = tuple[Labels, float]
Series = TypeVar("Series", prometheus.Counter, prometheus.Histogram)


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that only grows."""

    labels: Labels
    _all: prometheus.Counter
    _known: dict[Labels, prometheus.Counter] = field(default_factory=dict)

    def inc(self, *labels: str, by: float = 1.0) -> None:
        """Add `by`, 0 or more."""
        (self._known.get(labels) or _series(self._all, self._known, labels)).inc(by)


@dataclass(frozen=True, slots=True)
class Histogram:
    """How often something took how long, in seconds."""

    labels: Labels
    _all: prometheus.Histogram
    _known: dict[Labels, prometheus.Histogram] = field(default_factory=dict)

    def observe(self, value: float, *labels: str) -> None:
        (self._known.get(labels) or _series(self._all, self._known, labels)).observe(value)

    def time(self, *labels: str) -> "Timing":
        """Observe how long the block takes, however it ends."""
        return Timing(self, labels)


class Timing:
    """A block that is timed; a class, for a generator would cost as much as what it times."""

    __slots__ = ("_began", "_histogram", "_labels")

    def __init__(self, histogram: Histogram, labels: Labels) -> None:
        self._histogram = histogram
        self._labels = labels

    def __enter__(self) -> None:
        self._began = perf_counter()

    def __exit__(self, *_: object) -> None:
        self._histogram.observe(perf_counter() - self._began, *self._labels)


@dataclass(frozen=True, slots=True)
class Gauge(Collector):
    """Levels, looked up whenever somebody asks."""

    name: str
    says: str
    labels: Labels
    read: Callable[[], Iterable[Level]]

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """What the library must know before there is anything to read."""
        return [GaugeMetricFamily(self.name, self.says, labels=self.labels)]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        (family,) = self.describe()
        for labels, value in self.read():
            family.add_metric(labels, value)
        return [family]


Metric = Counter | Gauge | Histogram


class Register:
    """All metrics of a node, each under a name of its own."""

    def __init__(self) -> None:
        # When a series began is of no use to anybody here and would double them all.
        prometheus.disable_created_metrics()  # type: ignore[no-untyped-call]
        self._registry = prometheus.CollectorRegistry()
        self.metrics: dict[str, Metric] = {}

    def counter(self, name: str, says: str, *labels: str) -> Counter:
        of_all = prometheus.Counter(name, says, labels, registry=self._registry)
        made = self.metrics[name] = Counter(labels, of_all)
        return made

    def histogram(self, name: str, says: str, *labels: str, buckets: Sequence[float] = SECONDS) -> Histogram:
        of_all = prometheus.Histogram(name, says, labels, registry=self._registry, buckets=buckets)
        made = self.metrics[name] = Histogram(labels, of_all)
        return made

    def gauge(self, name: str, says: str, read: Callable[[], Iterable[Level]], *labels: str) -> None:
        made = Gauge(name, says, labels, read)
        self._registry.register(made)
        self.metrics[name] = made

    def process(self) -> None:
        """Add what the operating system says of this process, where it has a /proc."""
        prometheus.ProcessCollector(registry=self._registry)

    def text(self) -> bytes:
        """Everything as it stands."""
        return prometheus.generate_latest(self._registry)


def _series(of_all: Series, known: dict[Labels, Series], labels: Labels) -> Series:
    """The series of these labels, kept for the next time; that of `other` when there are too many."""
    if len(known) >= MOST_SERIES:
        labels = tuple("other" for _ in labels)
    series = known[labels] = of_all.labels(*labels) if labels else of_all
    return series
