"""Lasting links and former addresses: where each leads, and that none hides a page."""

import dataclasses

from jobvej.catalog import Catalog, publish
from jobvej.catalog.addresses import leading_on


def leads(sample: Catalog, aliases: dict[str, str], *retired: str) -> dict[str, str]:
    changed = dataclasses.replace(sample, aliases=aliases, retired=retired)
    return leading_on(publish(changed, ""))


def test_every_course_lesson_and_plan_has_a_lasting_link(sample: Catalog) -> None:
    published = publish(sample, "")
    found = leading_on(published)
    for course in published.courses:
        for page in (course, *course.lessons) if course.lessons else ():
            assert found[f"/g/{page.id}/"] == page.url
    for plan in published.plans:
        assert found[f"/g/{plan.id}/"] == plan.url
    assert not [address for address, to in found.items() if address == to]


def test_a_former_id_is_a_former_address_and_a_lasting_link(sample: Catalog) -> None:
    found = leads(sample, {"ansoegning.gammel": "cv.opdater", "gammel-plan": "to-skridt"})
    assert found["/kurser/ansoegning/gammel/"] == "/kurser/cv/opdater/"
    assert found["/g/ansoegning.gammel/"] == "/kurser/cv/opdater/"
    assert found["/planer/gammel-plan/"] == "/planer/to-skridt/"
    assert "/kurser/gammel-plan/" not in found


def test_a_former_course_leads_to_the_one_that_took_its_place(sample: Catalog) -> None:
    found = leads(sample, {"curriculum": "cv"})
    assert found["/kurser/curriculum/"] == found["/g/curriculum/"] == "/kurser/cv/"


def test_what_is_retired_leads_to_its_course_and_its_task_nowhere(sample: Catalog) -> None:
    found = leads(sample, {}, "cv.vaek", "cv.vaek.opgave", "ukendt.vaek")
    assert found["/kurser/cv/vaek/"] == found["/g/cv.vaek/"] == "/kurser/cv/"
    assert not [address for address in found if "opgave" in address or "ukendt" in address]


def test_a_former_task_moves_no_page(sample: Catalog) -> None:
    task = next(one.task.id for one in sample.lessons() if one.task and one.status == "published")
    assert not [one for one in leads(sample, {"cv.gl.opgave": task}) if "gl" in one]


def test_drafts_have_no_lasting_link(sample: Catalog) -> None:
    drafts = [one.id for one in sample.lessons() if one.status == "draft"]
    assert drafts
    assert not [one for one in drafts if f"/g/{one}/" in leading_on(publish(sample, ""))]
