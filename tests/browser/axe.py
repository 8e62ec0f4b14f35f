"""axe-core in a page: what people with a screen reader, a keyboard or weak eyes would stumble over."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from playwright.async_api import Page

from tests.browser.window import Theme
from tests.house.sources import ROOT

THEMES: Final[tuple[Theme, ...]] = ("light", "dark")
SERIOUS = ("serious", "critical")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """async ([rules, exclude]) => {
  const only = { runOnly: { type: "tag", values: rules }, resultTypes: ["violations"] };
  const { violations } = await axe.run({ include: [['html']], exclude: exclude.map((one) => [one]) }, only);
  const told = ({ html, failureSummary }) => ({ html, failureSummary });
  return violations.map((one) => ({ ...one, nodes: one.nodes.slice(0, 4).map(told) }));
}"""

AT_ONCE = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets.push(still);
}"""
"""What fades into its new colour has too little contrast on the way."""


@cache
def _source() -> str:
    return (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text()


async def stumbles(page: Page, *, beside: Sequence[str] = ()) -> list[str]:
    """Serious violations on the page as it stands, one readable line or more each.

    `beside` are selectors of parts that are looked at elsewhere, or have a twin that is.
    """
    # Evaluated by the browser itself: the page's own policy forbids scripts from elsewhere, and stays on.
    if not await page.evaluate("typeof axe === 'object'"):
        await page.evaluate(_source())
    found: list[dict[str, Any]] = await page.evaluate(RUN, [list(RULES), list(beside)])
    return [_told(one) for one in found if one["impact"] in SERIOUS]


async def stumbles_in_any_light(page: Page, *, beside: Sequence[str] = ()) -> list[str]:
    """As `stumbles`, in both themes: one is only a colour scheme, and changes where the page stands."""
    found: list[str] = []
    await page.evaluate(AT_ONCE)
    for theme in THEMES:
        await page.emulate_media(color_scheme=theme)
        found += [f"{theme}: {one}" for one in await stumbles(page, beside=beside)]
    return found


def _told(violation: dict[str, Any]) -> str:
    nodes = "\n".join(f"  {node['html'][:240]}\n    {node['failureSummary']}" for node in violation["nodes"])
    return f"{violation['id']} ({violation['impact']}): {violation['help']}\n{nodes}"


async def overflow(page: Page) -> list[str]:
    """Elements that stick out at the side, where the page can be scrolled sideways; else none."""
    found: list[str] = await page.evaluate(
        """() => {
          const root = document.documentElement, wide = root.clientWidth;
          if (root.scrollWidth <= wide && document.body.scrollWidth <= wide) return [];
          return [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > wide + 1)
            .map((one) => one.outerHTML.slice(0, 160));
        }"""
    )
    return found
