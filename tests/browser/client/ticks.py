"""An item of Dine opgaver as a test meets it: where it stands, and its tick."""

from playwright.sync_api import Locator, Page

WAITING = "Venter på internet. Du mister ikke noget."
ROWS = """await new Promise((done) => {
  const asked = indexedDB.open('jobvej', 1);
  asked.onsuccess = () => done(asked.result);
})"""
"""The database in which the device holds acts, from within an async function."""
NO_OUTBOX = """
const listen = document.addEventListener;
document.addEventListener = function (kind, ...rest) {
  if (kind === 'visibilitychange') throw new Error('the outbox does not open');
  listen.call(this, kind, ...rest);
};
"""
"""The part that keeps acts breaks as it begins."""


def item(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-item]").nth(number)


def status(place: Locator) -> Locator:
    return place.locator("[data-status]")


def tick(page: Page, number: int = 0) -> None:
    item(page, number).locator("[data-done]").click()


def kept(page: Page, number: int = 0) -> str:
    """How to find an item again when it has moved: what is done stands after what is open."""
    return f"[data-item='{item(page, number).get_attribute('data-item')}']"
