"""Numbers that grow, levels that are read and times that are sorted into buckets, by Prometheus' own library.

One registry per node, handed down like every other part; the library's global one stays empty of us. What is
ours is how many series a metric may have, that who counts often does not look a series up each time, and
that times are counted without a lock: the library's way cost a thirtieth of a node that is busy with posts.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from time import perf_counter

import prometheus_client as prometheus
from prometheus_client.core import GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

CONTENT_TYPE = prometheus.CONTENT_TYPE_PLAIN_0_0_4
MOST_SERIES = 200
"""Different labels of one metric; what comes after is counted together, as `other`."""
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Labels = tuple[str, ...]
Level = tuple[Labels, float]


@dataclass(frozen=True, slots=True)
class Counter:
    """A number that only grows."""

    labels: Labels
    _all: prometheus.Counter
    _known: dict[Labels, prometheus.Counter] = field(default_factory=dict)

    def inc(self, *labels: str, by: float = 1.0) -> None:
        """Add `by`, 0 or more."""
        (self._known.get(labels) or self._begin(labels)).inc(by)

    def _begin(self, labels: Labels) -> prometheus.Counter:
        """The series of these labels, kept for the next time; that of `other` where there are too many."""
        if len(self._known) >= MOST_SERIES:
            labels = tuple("other" for _ in labels)
        series = self._known[labels] = self._all.labels(*labels) if labels else self._all
        return series


class _Times:
    """One series of a histogram: how many fell into each bucket, the last of which has no end."""

    __slots__ = ("counts", "total")

    def __init__(self, buckets: int) -> None:
        self.counts = [0] * (buckets + 1)
        self.total = 0.0


class Histogram(Collector):
    """How often something took how long, in seconds.

    Observed by one thread, the loop's: the library's own takes a lock twice for each of a dozen times that
    one post is looked at, and nobody else is there to be locked out.
    """

    def __init__(self, name: str, says: str, labels: Labels, buckets: Sequence[float]) -> None:
        self.labels = labels
        self._name = name
        self._says = says
        self._buckets = tuple(buckets)
        self._series: dict[Labels, _Times] = {}
        if not labels:
            self._begin(())

    def observe(self, value: float, *labels: str) -> None:
        series = self._series.get(labels) or self._begin(labels)
        series.counts[bisect_left(self._buckets, value)] += 1
        series.total += value

    def time(self, *labels: str) -> "Timing":
        """Observe how long the block takes, however it ends."""
        return Timing(self, labels)

    def describe(self) -> Iterable[HistogramMetricFamily]:
        """What the library must know before there is anything to read."""
        return [HistogramMetricFamily(self._name, self._says, labels=self.labels)]

    def collect(self) -> Iterable[HistogramMetricFamily]:
        (family,) = self.describe()
        ends = (*map(floatToGoString, self._buckets), "+Inf")
        for labels, series in self._series.items():
            family.add_metric(labels, list(zip(ends, accumulate(series.counts), strict=True)), series.total)
        return [family]

    def _begin(self, labels: Labels) -> _Times:
        if len(self._series) >= MOST_SERIES:
            labels = tuple("other" for _ in labels)
        return self._series.setdefault(labels, _Times(len(self._buckets)))


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
        made = Histogram(name, says, labels, buckets)
        self._registry.register(made)
        self.metrics[name] = made
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
