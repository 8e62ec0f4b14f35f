"""`make plots`: draw every fact into docs/crowd and write down what was measured."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np

from app.crowd.kernel import FITTED_SOON, power_law, waiting
from tests.crowd.facts import aftermath, cascading, storming
from tests.crowd.facts.drawing import BLUE, GREEN, GREY, ORANGE, band, figure, lying_band
from tests.crowd.facts.fact import INFINITE, Fact
from tests.crowd.facts.kept import REPOSITORY
from tests.crowd.facts.measures import half_lives
from tests.crowd.facts.test_cost import MOST_SECONDS, steps_of

WHERE: Final = REPOSITORY / "docs" / "crowd"
ALL: Final[tuple[Callable[[], tuple[Fact, ...]], ...]] = (
    cascading.kernel,
    cascading.spreading,
    cascading.marks,
    cascading.background,
    cascading.criticality,
    cascading.foretelling,
    storming.strategies,
    storming.meta_analysis,
    storming.truth_and_humour,
    storming.latency,
    aftermath.pickup,
    aftermath.tracking,
    aftermath.invariance,
    aftermath.backlash,
)


def kernel(file: Path) -> None:
    seconds = np.geomspace(1, 7 * 86_400, 200)
    with figure(file, "How soon people react", "SEISMIC, within 5 %") as (axes,):
        exact = np.array([power_law(one, FITTED_SOON) for one in seconds])
        axes.fill_between(seconds / 60, exact * 0.95, exact * 1.05, color=GREEN, alpha=0.3, linewidth=0)
        ours = [waiting(one, FITTED_SOON) for one in seconds]
        axes.plot(seconds / 60, ours, color=BLUE, label="six exponentials")
        axes.plot(seconds / 60, exact, color=GREY, linestyle=":", label="power law")
        axes.set(xscale="log", yscale="log", xlabel="minutes since the post", ylabel="part still to react")
        axes.legend()


def shares(file: Path) -> None:
    total, minutes = cascading.large_cascades(), np.array(list(cascading.SHARES)) / 60
    with figure(file, "Cascades of 2,000 reposts and more", cascading.TIDEH, across=2) as (axes, other):
        grid = np.unique(np.geomspace(1, len(total), 80).astype(int)) - 1
        part = total[grid] / total[-1]
        when = (grid + 1) * cascading.STEP / 60
        low, middle, high = np.quantile(part, (0.1, 0.5, 0.9), axis=1)
        axes.fill_between(when, low, high, color=BLUE, alpha=0.15, linewidth=0)
        axes.plot(when, middle, color=BLUE)
        known = np.array(list(cascading.SHARES.values()))
        axes.errorbar(minutes, known, 0.06, fmt="o", markersize=3, color=ORANGE, capsize=3)
        axes.set(
            xscale="log", xlabel="minutes", ylabel="part of all reposts", title="Median share (orange: data)"
        )
        lives = np.sort(half_lives(total, cascading.STEP))
        other.plot(lives, (np.arange(len(lives)) + 0.5) / len(lives), color=BLUE)
        for at, known_half in ((0.1, 30), (0.5, 154), (0.9, 717)):
            lying_band(other, known_half / 1.6, known_half * 1.6, at=at, width=0.02)
        other.set(xscale="log", xlabel="half-life, minutes", ylabel="part of cascades", title="Half-lives")


def followers(file: Path) -> None:
    facts = [fact for fact in cascading.marks() if fact.row == "T6"][:4]
    with figure(file, "Followers of those who repost", facts[0].source) as (axes,):
        for place, fact in enumerate(facts):
            band(axes, fact.low, fact.high, at=place)
            axes.plot(place, fact.measured, "o", color=BLUE)
        names = [fact.what.removeprefix("followers, ").removesuffix(" quantile") for fact in facts]
        axes.set_xticks(range(len(facts)), names)
        axes.set(yscale="log", ylabel="followers")


def activity(file: Path) -> None:
    facts = [fact for fact in cascading.marks() if fact.row == "T13"]
    with figure(file, "Who writes the posts", facts[0].source) as (axes,):
        for place, fact in enumerate(facts):
            band(axes, fact.low, min(1.0, fact.high), at=place)
            axes.plot(place, fact.measured, "o", color=BLUE)
        axes.set_xticks(range(len(facts)), [fact.what.removeprefix("posts by ") for fact in facts])
        axes.set(ylabel="part of all posts", ylim=(0.5, 1.02))


def criticality(file: Path) -> None:
    facts = cascading.criticality()
    with figure(file, "Does a post keep itself alive?", "below one, it dies out in a calm audience") as (
        axes,
    ):
        for place, fact in enumerate(facts):
            band(axes, max(0.0, fact.low), min(1.2, fact.high), at=place)
            axes.plot(place, fact.measured, "o", color=BLUE)
        axes.axhline(1.0, color=GREY, linestyle=":", linewidth=0.8)
        axes.set_xticks(
            range(len(facts)),
            ["ordinary posts,\nn*", "crisis seeds,\nn*", "the largest\nn*", "sum against\n1/(1 - n*)"],
        )
        axes.set(ylabel="figure", ylim=(0, 1.25))


def cost(file: Path) -> None:
    posts = (200, 500, 1_000, 2_000, 5_000)
    with figure(file, "What a step costs", "10 ms at 2,000 posts, on one core") as (axes,):
        taken = [1_000 * min(steps_of(many, 40) for _ in range(3)) for many in posts]
        band(axes, 0, 1_000 * MOST_SECONDS, at=2_000, width=150)
        axes.plot(posts, taken, "o-", color=BLUE)
        axes.set(xlabel="posts that still spread", ylabel="ms, 95 % of steps (the drawing machine)")


def tail(file: Path) -> None:
    posts = cascading.ordinary_posts()
    size = np.sort(posts["size"])[::-1]
    more = np.arange(1, len(size) + 1) / posts["posts"][0]
    grid = np.unique(np.geomspace(1, len(size), 120).astype(int)) - 1
    with figure(file, "Ordinary posts", "Goel et al. 2012, 2016; OASIS rumours", across=2) as (axes, other):
        axes.plot(size[grid], more[grid], color=BLUE)
        axes.plot([100, 100], [5e-5, 5e-4], color=GREEN, alpha=0.6, linewidth=7)
        axes.plot([1, 1], [0.03, 0.07], color=GREEN, alpha=0.6, linewidth=7)
        axes.set(xscale="log", yscale="log", xlabel="reposts", ylabel="part of posts with as many")
        middle = (posts["size"] >= 200) & (posts["size"] <= 800)
        depth, many = np.unique(posts["depth"][middle], return_counts=True)
        other.axvspan(3, 7, color=GREEN, alpha=0.25, linewidth=0)
        other.bar(depth, many / many.sum(), color=BLUE)
        other.axvline(np.median(posts["depth"][middle]), color=ORANGE)
        other.set(xlabel="depth at 200 to 800 reposts", ylabel="part of cascades", title="Median in orange")


def strategies(file: Path) -> None:
    found = storming.ordering()
    with figure(file, "Guilty: volume against the silent twin's", storming.DESIGN) as (axes,):
        for place, (act, (middle, low, high)) in enumerate(reversed(found.items())):
            axes.plot([low, high], [place, place], color=BLUE, linewidth=2)
            axes.plot(middle, place, "o", color=BLUE, markersize=5)
            if act == "apology":
                lying_band(axes, 0.25, 0.55, at=place)
        axes.axvline(1, color=GREY, linewidth=0.8)
        axes.set_yticks(range(len(found)), list(reversed(found)))
        axes.set(xscale="log", xlabel=f"ratio, {storming.SEEDS} kinds of luck, 95 % interval (log scale)")
        axes.set_xticks([0.3, 0.5, 1, 2], ["0.3", "0.5", "1", "2"])
        axes.set_xticks([], minor=True)


def cases(file: Path) -> None:
    asked = (
        (("rumour", "correct", 0, 0.5), ("caught", "correct", 0.85, 1.3)),
        (
            ("rumour", "humour", 0, 0.8),
            ("guilty", "humour", 1.0, 1.4),
        ),
    )
    with figure(file, "Truth decides over evidence, guilt over humour", storming.DESIGN, across=2) as axes:
        for one, pair in zip(axes, asked, strict=True):
            for place, (case, act, low, high) in enumerate(pair):
                lying_band(one, low, high, at=place)
                middle, least, most = storming.against(case, act)  # type: ignore[arg-type]
                one.plot([least, most], [place, place], color=BLUE, linewidth=2)
                one.plot(middle, place, "o", color=BLUE)
            one.axvline(1, color=GREY, linewidth=0.8)
            one.set_yticks(range(2), [case for case, *_ in pair])
            one.set(title=pair[0][1], xlabel="ratio to silence", xlim=(0, 1.45), ylim=(-0.6, 1.6))


def latency(file: Path) -> None:
    found = storming.closing()
    hours = np.array(list(found)) / 60
    middle, low, high = np.array(list(found.values())).T
    with figure(file, "An apology's window", "Freshfields: firms take 21 h; half gone in 4 to 14 h") as (
        axes,
    ):
        axes.fill_between(hours, low, high, color=BLUE, alpha=0.2, linewidth=0)
        axes.plot(hours, middle, "o-", color=BLUE, markersize=4)
        half = 1 - (1 - found[30][0]) / 2
        axes.plot([4, 14], [half, half], color=GREEN, alpha=0.6, linewidth=7)
        axes.plot([21, 21], [1 - 0.15 * (1 - found[30][0]), 1], color=GREEN, alpha=0.6, linewidth=7)
        axes.axhline(1, color=GREY, linewidth=0.8)
        axes.set(xlabel="hours until the apology", ylabel="volume, ratio to silence", ylim=(0, 1.1))


def press(file: Path) -> None:
    first = np.sort(aftermath.first_articles())
    with figure(file, "Severe crises reach the press", "Freshfields 2013: 28 % in 1 h, 69 % in 24 h") as (
        axes,
    ):
        known = first[np.isfinite(first)]
        axes.step(known, np.arange(1, len(known) + 1) / len(first), color=BLUE)
        band(axes, 0.18, 0.38, at=1, width=0.12)
        band(axes, 0.57, 0.81, at=24, width=1.5)
        axes.set(xscale="log", xlabel="hours", ylabel="part of crises in the press", ylim=(0, 1))
        axes.set_xticks([0.25, 1, 4, 24], ["¼", "1", "4", "24"])


def buzz(file: Path) -> None:
    daily = aftermath.tracked()["buzz"]
    day = np.arange(1, len(daily) + 1)
    source = "BrandIndex: 15 points and more down in 4 days, back in 3 to 5 weeks"
    with figure(file, "Buzz after an unanswered storm", source) as (axes,):
        axes.fill_between(day, daily.min(axis=1), daily.max(axis=1), color=BLUE, alpha=0.2, linewidth=0)
        axes.plot(day, daily.mean(axis=1), color=BLUE)
        axes.axvspan(21, 35, color=GREEN, alpha=0.2, linewidth=0)
        axes.axhline(-15, color=ORANGE, linewidth=0.8, linestyle=":")
        axes.axhline(0.1 * daily.mean(axis=1).min(), color=ORANGE, linewidth=0.8, linestyle=":")
        axes.set(xlabel="days", ylabel="points")


def scenarios(file: Path) -> None:
    found = storming.random_scenarios()
    fact = storming.meta_analysis()[0]
    title = f"500 random crises: correlation {fact.measured:.2f}, wanted {fact.low:.2f} to {fact.high:.2f}"
    with figure(file, title, fact.source) as (axes,):
        axes.scatter(found["blame"], 100 * found["trust"], s=5, color=BLUE, alpha=0.5, linewidths=0)
        axes.set(xlabel="responsibility laid at the brand's door", ylabel="trust, points")


def invariance(file: Path) -> None:
    with figure(file, "One storm in coarser steps", "within 5 % of 6 s steps") as (axes,):
        for seconds, colour in zip(aftermath.GRAINS, (GREY, ORANGE, BLUE), strict=True):
            pulse = np.cumsum(aftermath.in_steps_of(seconds)["pulse"][0])
            when = np.arange(1, len(pulse) + 1) * seconds / 3_600
            every = slice(max(0, 120 // seconds - 1), None, max(1, 120 // seconds))
            axes.plot(when[every], pulse[every], color=colour, label=f"{seconds} s")
        axes.set(xlabel="hours", ylabel="reposts of criticism, mean of 80 worlds")
        axes.legend()


def determinism(file: Path) -> None:
    silent, answered = storming.storm("guilty")["pulse"], storming.storm("guilty", "apology")["pulse"]
    hours = np.arange(1, len(silent) + 1) * storming.STEP / 3_600
    with figure(file, "Twins are one until the brand speaks", "the same bits in the first half hour") as (
        axes,
    ):
        axes.axvspan(0, 0.5, color=GREEN, alpha=0.3, linewidth=0)
        for pulse, colour, name in ((silent, ORANGE, "silent"), (answered, BLUE, "apology after 30 min")):
            axes.plot(hours, pulse * 3_600 / storming.STEP, color=colour, linewidth=1, label=name)
        axes.set(xlabel="hours", ylabel="reposts of criticism an hour")
        axes.legend()


def backlash(file: Path) -> None:
    facts = aftermath.backlash()[1:3]
    with figure(
        file, "Taking down spreads; moral words carry", "news reports; Brady et al. 2017", across=2
    ) as axes:
        labels = ("reach, times", "reposts, times")
        for one, fact, label in zip(axes, facts, labels, strict=True):
            band(one, fact.low, min(fact.high, 10 * fact.measured), at=0)
            one.plot(0, fact.measured, "o", color=BLUE)
            one.set(ylabel=label, xlim=(-1, 1), xticks=[])
        axes[0].set(yscale="log", title="Takedown with a screenshot")
        axes[1].set(title="One more moral word", ylim=(1, 1.4))


def foretelling(file: Path) -> None:
    found = cascading.forecasted()
    with figure(file, "Forecast against outcome", "median error at most .35, then .15", across=2) as axes:
        for one, hours in zip(axes, (1, 6), strict=True):
            final, told = found["final"], found[f"after_{hours}h"]
            ends = np.array([final.min(), final.max()])
            one.plot(ends, ends, color=GREY, linewidth=0.8)
            one.scatter(final, told, s=6, color=BLUE, alpha=0.6, linewidths=0)
            error = np.median(np.abs(told / final - 1))
            one.set(xscale="log", yscale="log", xlabel="reposts in a week", ylabel="forecast")
            one.set_title(f"after {hours} h: median error {error:.2f}")


DRAWN: Final = (
    kernel,
    shares,
    followers,
    activity,
    criticality,
    tail,
    foretelling,
    strategies,
    cases,
    latency,
    press,
    scenarios,
    buzz,
    invariance,
    determinism,
    cost,
    backlash,
)


def band_in_words(fact: Fact) -> str:
    if fact.high == INFINITE:
        return f"{fact.low:.4g} and more"
    if fact.low == -INFINITE:
        return f"{fact.high:.4g} at most"
    return f"{fact.low:.4g} to {fact.high:.4g}"


def write_down(file: Path) -> None:
    """The table of what was measured, against what was wanted."""
    lines = ["# What was measured", "", "Written by `make plots`; do not edit.", ""]
    lines += ["| Row | Fact | Wanted | Measured | Holds | Source |", "|---|---|---|---|---|---|"]
    for fact in sorted(chain.from_iterable(one() for one in ALL), key=lambda fact: int(fact.row[1:])):
        wanted, holds = band_in_words(fact), "yes" if fact.holds else "**no**"
        lines.append(
            f"| {fact.row} | {fact.what} | {wanted} | {fact.measured:.4g} | {holds} | {fact.source} |"
        )
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    mpl.use("svg")
    for draw in DRAWN:
        draw(WHERE / f"{draw.__name__}.svg")
    write_down(WHERE / "measured.md")


if __name__ == "__main__":
    main()
