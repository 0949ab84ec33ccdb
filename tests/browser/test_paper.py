"""Each forløb as a sheet of paper: one A4, a box for each task, and an address one can type."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from jobvej.catalog import read_catalog
from tests.browser.conftest import ROOT, Jobvej

SPARE = "() => { document.querySelector('main').style.paddingBottom = '8mm'; }"
"""Another browser's type may take a little more room than this one's."""


def test_every_forloeb_is_one_sheet_with_boxes_phone_and_its_address(
    jobvej: Jobvej, page: Page
) -> None:
    catalog, _ = read_catalog(ROOT)
    assert catalog and len(catalog.plans) > 1
    page.emulate_media(media="print")
    for plan in catalog.plans:
        address = f"{jobvej.url}g/{plan.id}"
        page.goto(address)
        assert page.url == f"{jobvej.url}planer/{plan.id}/"
        assert page.locator(".item .tick:visible").count() == len(plan.items)
        page.get_by_text(address.removeprefix("http://"), exact=True).wait_for()
        foot = page.locator(".page-foot").inner_text()
        assert catalog.municipality.name in foot and catalog.municipality.phone in foot
        page.evaluate(SPARE)
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1, plan.id
