"""A course kept on the device, as the tests of it meet one."""

import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Locator, Page, expect

from jobvej.builder.offline import write_offline
from jobvej.catalog import read_catalog
from tests.browser.conftest import LESSON, ROOT, Jobvej, served

COURSE = "/kurser/cv/"
KEPT = "Kurset er gemt på enheden. Du kan læse det og se filmene uden internet."


def served_alone(folder: Path, build_dir: Path) -> Iterator[Jobvej]:
    """A server on a build of its own, which a test may replace."""
    shutil.copytree(build_dir, folder / "build")
    yield from served(folder, folder / "build")


def offer(page: Page) -> Locator:
    return page.locator("[data-offline]")


def unfold(page: Page) -> None:
    offer(page).get_by_text("Læs kurset uden internet").click()
    expect(offer(page).get_by_role("button", name="MB)")).to_be_visible()


def keep(page: Page) -> None:
    unfold(page)
    offer(page).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(page).get_by_role("status")).to_have_text(KEPT, timeout=30_000)


def open_without_network(page: Page, jobvej: Jobvej, address: str) -> None:
    page.context.set_offline(True)
    page.goto(jobvej.url.rstrip("/") + address)


def publish_with(jobvej: Jobvej, old: str, new: str) -> None:
    """A newer build, in which these words of every page are others."""
    current = jobvej.build_dir / "current"
    build = current.read_text().strip()
    newer = f"{datetime.now(UTC) + timedelta(seconds=1):%Y%m%d%H%M%S}-{build[-8:]}"
    folder = jobvej.build_dir / f"site-{newer}"
    shutil.copytree(jobvej.build_dir / f"site-{build}", folder)
    catalog = folder / "catalog.json"
    catalog.write_text(catalog.read_text("utf-8").replace(build, newer), "utf-8")
    page = folder / "www" / LESSON.strip("/") / "index.html"
    page.write_text(page.read_text("utf-8").replace(old, new), "utf-8")
    for packed in folder.rglob("*.gz"):
        packed.unlink()
    write_offline(read_catalog(ROOT)[0], folder / "www", jobvej.build_dir / "films")
    current.write_text(newer)
    while newer.encode() not in urlopen(f"{jobvej.url}readyz").read():
        time.sleep(0.2)
