"""Numbers that grow, levels that are read and times that are sorted into buckets, as Prometheus reads them.

The text format is small and has not changed for years, so it is written here: one registry per node, handed
down like every other part.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
MOST_SERIES = 200
"""Different labels of one metric; what comes after is counted together, as `other`."""
SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)

Labels = tuple[str, ...]
Level = tuple[Labels, float]


@dataclass(frozen=True, slots=True)
class Head:
    """What is said of a metric before its values."""

    name: str
    says: str
    labels: Labels = ()

    def lines(self, sort: str) -> Iterator[str]:
        yield f"# HELP {self.name} {_flat(self.says)}"
        yield f"# TYPE {self.name} {sort}"

    def sample(self, labels: Labels, value: float, *, suffix: str = "", le: str = "") -> str:
        pairs = [*zip(self.labels, labels, strict=True), *([("le", le)] if le else [])]
        inside = ",".join(f'{name}="{_quoted(text)}"' for name, text in pairs)
        return (
            f"{self.name}{suffix}{{{inside}}} {value:.15g}" if pairs else f"{self.name}{suffix} {value:.15g}"
        )


@dataclass(slots=True)
class Counter:
    """A number that only grows."""

    head: Head
    _values: dict[Labels, float] = field(default_factory=dict)

    def inc(self, *labels: str, by: float = 1.0) -> None:
        """Add `by`, 0 or more."""
        known = _known(self._values, labels)
        self._values[known] = self._values.get(known, 0.0) + by

    def lines(self) -> Iterator[str]:
        yield from self.head.lines("counter")
        values = self._values or ({} if self.head.labels else {(): 0.0})
        for labels, value in values.items():
            yield self.head.sample(labels, value)


@dataclass(slots=True)
class Gauge:
    """Levels, looked up whenever somebody asks."""

    head: Head
    read: Callable[[], Iterable[Level]]

    def lines(self) -> Iterator[str]:
        yield from self.head.lines("counter" if self.head.name.endswith("_total") else "gauge")
        for labels, value in self.read():
            yield self.head.sample(labels, value)


@dataclass(slots=True)
class Histogram:
    """How often something took how long, in seconds."""

    head: Head
    buckets: Sequence[float] = SECONDS
    _counts: dict[Labels, list[int]] = field(default_factory=dict)
    _sums: dict[Labels, float] = field(default_factory=dict)

    def observe(self, value: float, *labels: str) -> None:
        known = _known(self._counts, labels)
        counts = self._counts.setdefault(known, [0] * (len(self.buckets) + 1))
        counts[bisect_left(self.buckets, value)] += 1
        self._sums[known] = self._sums.get(known, 0.0) + value

    @contextmanager
    def time(self, *labels: str) -> Iterator[None]:
        """Observe how long the block takes, however it ends."""
        began = perf_counter()
        try:
            yield
        finally:
            self.observe(perf_counter() - began, *labels)

    def lines(self) -> Iterator[str]:
        yield from self.head.lines("histogram")
        counted = self._counts or ({} if self.head.labels else {(): [0] * (len(self.buckets) + 1)})
        for labels, counts in counted.items():
            total = 0
            for most, count in zip((*self.buckets, None), counts, strict=True):
                total += count
                le = "+Inf" if most is None else f"{most:g}"
                yield self.head.sample(labels, total, suffix="_bucket", le=le)
            yield self.head.sample(labels, self._sums.get(labels, 0.0), suffix="_sum")
            yield self.head.sample(labels, total, suffix="_count")


Metric = Counter | Gauge | Histogram


@dataclass(slots=True)
class Register:
    """All metrics of a node, each under a name of its own."""

    metrics: dict[str, Metric] = field(default_factory=dict)

    def counter(self, name: str, says: str, *labels: str) -> Counter:
        made = Counter(Head(name, says, labels))
        self._add(name, made)
        return made

    def histogram(self, name: str, says: str, *labels: str, buckets: Sequence[float] = SECONDS) -> Histogram:
        made = Histogram(Head(name, says, labels), buckets)
        self._add(name, made)
        return made

    def gauge(self, name: str, says: str, read: Callable[[], Iterable[Level]], *labels: str) -> None:
        self._add(name, Gauge(Head(name, says, labels), read))

    def text(self) -> str:
        """Everything as it stands."""
        return "".join(f"{line}\n" for metric in self.metrics.values() for line in metric.lines())

    def _add(self, name: str, metric: Metric) -> None:
        if name in self.metrics:
            raise ValueError(f"{name} is there already")
        self.metrics[name] = metric


def _known(values: Mapping[Labels, object], labels: Labels) -> Labels:
    full = len(values) >= MOST_SERIES and labels not in values
    return tuple("other" for _ in labels) if full else labels


def _flat(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _quoted(text: str) -> str:
    return _flat(text).replace('"', r"\"")
