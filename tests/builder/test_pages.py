"""What stands on the built pages, and what never does."""

import re
from pathlib import Path

import pytest

from bench.weight import LIMIT, loaded, weigh
from jobvej.builder.context import frame
from jobvej.builder.site import build_site
from jobvej.catalog import read_catalog
from tests.builder.conftest import NOW
from tests.builder.html import Page, check
from tests.builder.tree import PROJECT, Tree

PAGES = {
    "404.html",
    "g/cv.hul/index.html",
    "g/cv.profiltekst/index.html",
    "g/cv.udgaaet/index.html",
    "g/cv/index.html",
    "g/to-skridt/index.html",
    "index.html",
    "haefte/cv/index.html",
    "hjaelp/index.html",
    "kurser/index.html",
    "kurser/cv/index.html",
    "kurser/cv/hul/index.html",
    "kurser/cv/profiltekst/index.html",
    "kurser/cv/udgaaet/index.html",
    "planer/index.html",
    "planer/to-skridt/index.html",
    "privatliv/index.html",
    "soeg/index.html",
    "uden-net/index.html",
    "tilgaengelighed/index.html",
}


@pytest.fixture
def lesson(www: Path) -> Page:
    return Page(www / "kurser/cv/profiltekst/index.html")


def test_these_pages_and_no_others_are_built(www: Path) -> None:
    assert {path.relative_to(www).as_posix() for path in www.rglob("*.html")} == PAGES


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_is_sound(name: str, www: Path) -> None:
    check(Page(www / name))


def test_no_built_file_speaks_to_another_host(www: Path) -> None:
    """Links may lead away; nothing may be fetched from elsewhere by a page itself."""
    fetched = re.compile(
        r"""(?:src|srcset|poster|data|action)\s*=\s*["']?\s*(?:https?:)?//
        |url\(\s*["']?\s*(?:https?:)?//|@import
        |(?:import|fetch|from)\s*\(?\s*["'](?:https?:)?//""",
        re.VERBOSE | re.IGNORECASE,
    )
    for path in www.rglob("*"):
        if path.suffix in {".html", ".css", ".js", ".svg", ".json", ".xml", ".vtt"}:
            text = path.read_text(encoding="utf-8")
            assert not fetched.search(text), path
            for tag in re.findall(r"<link\b[^>]*>", text):
                assert re.search(r'href="/(?!/)', tag), f"{path}: {tag}"


def test_what_is_for_staff_and_authors_is_in_no_built_file(www: Path) -> None:
    for path in www.rglob("*"):
        if path.is_file():
            data = path.read_bytes().lower()
            for secret in (b"sygedagpenge", b"bente", b"target_group", b"editor_note"):
                assert secret not in data, path


def test_drafts_and_data_files_stay_at_home(www: Path) -> None:
    for path in www.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"kladde" not in data.lower(), path
            assert b"navn;note" not in data, path
            assert path.suffix not in {".yml", ".csv", ".md", ".py"}, path


def test_of_material_only_the_markdown_is_left(www: Path) -> None:
    assert not list(www.rglob("*.min.*"))
    for path in www.rglob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert "md-" not in source
        assert "Made with" not in source


def test_every_link_of_the_site_leads_somewhere(www: Path) -> None:
    for path in www.rglob("*.html"):
        for link in Page(path).links():
            if re.match(r"[a-z]+:|#|/(log-paa|dine-opgaver)/", link):
                continue
            target, _, anchor = link.partition("#")
            found = www / target.lstrip("/") if target.startswith("/") else path.parent / target
            found = found / "index.html" if found.is_dir() else found
            assert found.is_file(), f"{path}: {link}"
            if anchor:
                assert Page(found).with_("id", anchor), f"{path}: {link}"


def test_the_film_that_is_not_made_shows_its_text(lesson: Page) -> None:
    assert not lesson.all("video")
    section = lesson.with_("data-activity", "cv.profiltekst.video")[0]
    assert "Filmen er på vej. Læs teksten i stedet." in lesson.text(section)
    assert "En profiltekst svarer på tre spørgsmål." in lesson.text(section)
    assert lesson.with_("open")


def test_the_task_says_what_is_asked_and_that_it_is_a_duty(lesson: Page) -> None:
    task = lesson.with_("data-activity", "cv.profiltekst.opgave")[0]
    assert task.get("data-kind") == "task"
    assert task.get("data-sensitive") == "false"
    words = lesson.text(task)
    for said in (
        "Opgave · 20 minutter",
        "Skriv tre linjer. Du er færdig, når linjerne står i dit CV.",
        "Det er også et krav. Fristen står i Min Plan på Jobnet.",
        "Ikke, hvad du skriver.",
    ):
        assert said in words
    # When it is done is found at a glance, not at the end of what to do.
    assert "Du er færdig, når linjerne står i dit CV." in map(lesson.text, task.iter("p"))
    # Without the client a button would do nothing, so it waits hidden.
    assert all("hidden" in one.attrib for one in task.iter("button"))


def test_staff_are_not_told_of_a_jobkonsulent_of_theirs(tree: Tree) -> None:
    course = "id: vejledere\naudience: consultant\ntitle: For os\nsummary: Kort.\nicon: file-text\n"
    tree.write(
        "courses/vejledere/course.yml", f"{course}goals: [Du kan det.]\nlessons: [vejledere.vis]\n"
    )
    task = "{id: vejledere.vis.opgave, title: Vis den, do: Vis den., done_when: Du har vist den.,"
    tree.write(
        "courses/vejledere/vis.md",
        f"---\nid: vejledere.vis\ntitle: Vis den\nsummary: Kort.\ntask: {task} minutes: 5}}\n---\n"
        "{{ task() }}\n",
    )
    tree.append("courses/ids.txt", "vejledere\nvejledere.vis\nvejledere.vis.opgave\n")
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    page = Page(www / "kurser/vejledere/vis/index.html")
    [task_card] = page.with_("data-activity", "vejledere.vis.opgave")
    words = page.text(task_card)
    assert "Fluebenet er kun til dig. Ingen andre kan se det." in words
    assert task_card.get("data-sensitive") == "true", (
        "and nothing is sent of a citizen who reads it"
    )
    assert "jobkonsulent" not in words


def test_a_sensitive_lesson_says_so_to_the_client(www: Path) -> None:
    page = Page(www / "kurser/cv/hul/index.html")
    assert page.with_("data-activity", "cv.hul.opgave")[0].get("data-sensitive") == "true"


def test_the_template_can_be_read_and_downloaded(lesson: Page, www: Path) -> None:
    assert "Jeg er … Jeg kan …" in [lesson.text(one) for one in lesson.with_("data-copy-text")]
    link = next(one for one in lesson.all("a") if "download" in one.attrib)
    saved = www / "kurser/cv/profiltekst" / link.get("href")
    assert saved.read_text(encoding="utf-8") == "Jeg er …\nJeg kan …\n"


def test_where_i_am_and_where_to_go_on(lesson: Page) -> None:
    trail = next(one for one in lesson.all("nav") if one.get("aria-label") == "Du er her")
    # Film and reading take a minute or two beside the task's twenty.
    assert re.fullmatch(r"Kurser Dit CV & mere Lektion 1 af 2 · 2[12] minutter", lesson.text(trail))
    onward = next(one for one in lesson.all("nav") if "Forrige" in one.get("aria-label", ""))
    assert [one.get("href") for one in onward.iter("a")] == ["/kurser/cv/hul/"]
    current = lesson.with_("aria-current", "page")
    assert [one.get("href") for one in current if one.tag == "a"] == [
        "/kurser/cv/profiltekst/",
        "/kurser/cv/profiltekst/",
    ]  # at the left, and folded below on a phone


def test_the_last_lesson_leads_to_the_quiz_and_the_retired_one_says_so(www: Path) -> None:
    assert "/kurser/cv/#husker-du-det" in Page(www / "kurser/cv/hul/index.html").links()
    retired = Page(www / "kurser/cv/udgaaet/index.html")
    assert "Lektionen er udgået." in retired.source
    assert "/kurser/cv/udgaaet/" not in retired.links()


def test_the_quiz_gives_every_answer_its_feedback_and_names_none_the_right_one(www: Path) -> None:
    page = Page(www / "kurser/cv/index.html")
    answers = [
        page.text(one)
        for question in page.with_("data-question")
        for one in question.iter("details")
    ]
    assert answers == ["Fem sider Det er for meget.", "To sider Ja."]
    assert "right" not in re.sub(r"arrow-right", "", page.source)


def test_the_plan_stands_by_day_with_its_own_words(www: Path) -> None:
    page = Page(www / "planer/to-skridt/index.html")
    assert page.h1 == "Dine to skridt"
    assert [page.text(one) for one in page.all("h2")] == ["Dag 1", "Dag 3"]
    assert [page.text(one) for one in page.all("h3")] == ["Skriv din profiltekst", "Forklar hullet"]
    assert "2 opgaver på 3 arbejdsdage" in page.source


def test_text_from_the_catalog_is_escaped(www: Path) -> None:
    source = (www / "kurser/cv/index.html").read_text(encoding="utf-8")
    assert ">Dit CV &amp; mere</h1>" in source


def test_advice_tabs_tables_and_notes_come_through_the_cleaning(lesson: Page) -> None:
    assert 'class="admonition warning"' in lesson.source
    assert "Pas på" in lesson.source
    tabs = [one for one in lesson.all("input") if one.get("type") == "radio"]
    assert [one.get("id") for one in tabs] == ["__tabbed_1_1", "__tabbed_1_2"]
    assert "checked" in tabs[0].attrib
    assert [lesson.text(one) for one in lesson.all("label")][:2] == ["Lager", "Pleje"]
    table = lesson.all("table")[0]
    assert any(one.get("align") == "right" for one in table.iter("td"))
    assert lesson.with_("aria-label", "Tabel 1")
    assert "#fn:1" in lesson.links()
    assert "Kære Mette" in [lesson.text(one) for one in lesson.with_("data-copy-text")]


def test_the_front_page_begins_with_the_cv_and_offers_a_person(www: Path) -> None:
    page = Page(www / "index.html")
    buttons = [one for one in page.all("a") if "button" in one.get("class", "").split()]
    assert [(page.text(one), one.get("href")) for one in buttons][:2] == [
        ("Begynd med dit CV", "/kurser/cv/"),
        ("Jeg har fået en kode", "/log-paa/"),
    ]
    assert "hidden" in page.with_("data-resume")[0].attrib
    assert "tel:00000000" in page.links()


def test_every_page_names_a_person_to_call(www: Path) -> None:
    for path in www.rglob("*.html"):
        assert "tel:00000000" in Page(path).links(), path


def test_a_day_on_which_nobody_answers_stands_by_the_number_until_it_is_over(tree: Tree) -> None:
    days = ("from: 2020-01-06", "from: 2099-12-24", "from: 2099-12-28, until: 2099-12-30")
    lines = "".join(f"  - {{{one}, why: ferie}}\n" for one in days)
    tree.append("content/kommune.yml", f"closed_days:\n{lines}")
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    for name in ("kurser/cv/profiltekst/index.html", "404.html"):
        page = Page(www / name)
        check(page)
        assert [
            (one.get("data-from"), one.get("data-until"), page.text(one))
            for one in page.with_("data-from")
        ] == [
            ("2099-12-17", "2099-12-24", "Vi har lukket torsdag 24. december (ferie)."),
            (
                "2099-12-21",
                "2099-12-30",
                "Vi har lukket fra mandag 28. december til onsdag 30. december (ferie).",
            ),
        ]
        assert all("hidden" in one.attrib for one in page.with_("data-from"))


def test_a_lesson_with_all_it_loads_keeps_the_limit(www: Path) -> None:
    files = loaded(www, www / "kurser/cv/profiltekst/index.html")
    names = {path.name for path in files}
    assert {"tokens.css", "parts.css", "site.css", "jobvej-sans-400.woff2", "main.js"} <= names
    assert sum(map(weigh, files)) <= LIMIT


def test_lists_stand_in_an_order_a_reader_sees() -> None:
    catalog, _ = read_catalog(PROJECT)
    shown = frame(catalog, NOW.date())
    is_film = [row["webinar"].film is not None for row in shown["webinars"]]
    assert any(is_film) and is_film == sorted(is_film), "those one can still be at come first"
    titles = [row["title"].casefold() for row in shown["plans"]]
    assert titles == sorted(titles)
