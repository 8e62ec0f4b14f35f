"""Hands that never leave the keyboard."""

from playwright.async_api import Locator, Page

MOST_STOPS = 80


async def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus, as somebody without a mouse does."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        if await has_focus(wanted):
            return
    raise AssertionError(f"{wanted} is not reached by {MOST_STOPS} presses of Tab")


async def choose(page: Page, wanted: Locator) -> None:
    """Move through the radio group that has the focus until `wanted` is checked."""
    for _ in range(MOST_STOPS):
        if await wanted.is_checked():
            return
        await page.keyboard.press("ArrowDown")
    raise AssertionError(f"{wanted} is not reached by the arrow keys")


async def has_focus(wanted: Locator) -> bool:
    focused: bool = await wanted.evaluate("one => one === document.activeElement")
    return focused


async def shows_focus(wanted: Locator) -> bool:
    """Whether somebody can see that it has the focus: on itself or on what is drawn around it."""
    shown: bool = await wanted.evaluate(
        """(one) => {
          const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
          const drawn = (style) => outlined(style) || style.boxShadow !== "none";
          for (let at = one; at && at !== document.body; at = at.parentElement) {
            if (drawn(getComputedStyle(at))) return true;
          }
          return false;
        }"""
    )
    return shown
