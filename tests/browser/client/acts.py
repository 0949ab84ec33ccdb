"""What a page does with the outbox alone: opens it for a person, puts acts in, delivers, looks."""

from typing import Any

from playwright.sync_api import Page

ANNA, BO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
OPEN = """async ([person, shared]) => {
  window.outbox = await import('/outbox.js');
  await window.outbox.open(person, shared);
}"""
PUT = """async ([subject, kind]) => {
  const fates = [];
  await window.outbox.put({ kind, subject, data: {} }, (fate) => fates.push(fate));
  return fates;
}"""
ROWS = """async (name) => {
  const { DiskRows } = await import('/rows.js');
  const rows = await DiskRows.open();
  return rows.of(name);
}"""


def opened(page: Page, person: str = ANNA, shared: bool = False) -> Page:
    page.evaluate(OPEN, [person, shared])
    return page


def put(page: Page, subject: str = "activity:cv.x", kind: str = "completed") -> list[str]:
    return page.evaluate(PUT, [subject, kind])


def rows(page: Page, person: str = ANNA) -> list[dict[str, Any]]:
    return page.evaluate(ROWS, person)


def deliver(page: Page) -> None:
    page.evaluate("() => window.outbox.deliver()")
