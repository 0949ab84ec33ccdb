"""Search as citizens use it: real questions to the real site, under the real policy."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, Route

from jobvej.builder import search
from jobvej.builder.search import SearchNotMade, make_search
from jobvej.builder.site import BuildFailed, build_site
from tests.builder.conftest import NOW
from tests.builder.served import served
from tests.builder.tree import LESSON, PROJECT, Tree

QUESTIONS = Path(__file__).parent / "search_questions.yml"
FOUND = 27
"""Of thirty questions; the rest are left as they are asked, to show what is hard."""


def test_the_index_holds_lessons_courses_plans_and_help_and_nothing_else(www: Path) -> None:
    marked = {
        path.parent.relative_to(www).as_posix()
        for path in www.rglob("*.html")
        if "data-pagefind-body" in path.read_text(encoding="utf-8")
    }
    assert marked == {
        "hjaelp", "kurser/cv", "kurser/cv/hul", "kurser/cv/profiltekst", "planer/to-skridt",
        "privatliv", "tilgaengelighed",
    }  # fmt: skip
    assert len(list((www / "soeg/indeks/fragment").iterdir())) == len(marked)


def test_of_pagefind_only_what_our_page_loads_is_published(www: Path) -> None:
    files = [path for path in (www / "soeg/indeks").iterdir() if path.suffix != ".gz"]
    names = {path.name.split("_")[0] for path in files}
    assert names == {
        "fragment", "index", "ord.txt", "pagefind-entry.json", "pagefind.da", "pagefind.js",
        "wasm.da.pagefind",
    }  # fmt: skip


def test_the_list_of_words_knows_what_the_author_added_and_no_address(tree: Tree) -> None:
    tree.write("courses/cv/profiltekst.md", LESSON.replace("summary", "words: [resumé]\nsummary"))
    built = build_site(tree.root, tree.root / "build", NOW)
    words = (built.folder / "www/soeg/indeks/ord.txt").read_text(encoding="utf-8").split()
    assert {"profiltekst", "resumé", "øverst"} <= set(words)
    assert not {"skip", "href", "indhold", "tel"} & set(words)


def test_a_search_that_cannot_be_made_fails_the_build_and_says_why(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: Path("/findes/ikke"))
    with pytest.raises(BuildFailed, match="søgningen kunne ikke bygges"):
        build_site(tree.root, tree.root / "build", NOW)
    assert not (tree.root / "build/current").exists()


def test_a_site_without_pages_has_no_search(tmp_path: Path) -> None:
    with pytest.raises(SearchNotMade):
        make_search(tmp_path / "nothing")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real courses, built and served."""
    www = build_site(PROJECT, tmp_path_factory.mktemp("real")).folder / "www"
    with served(www) as address:
        yield address


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    page = browser.new_page(locale="da-DK", viewport={"width": 1280, "height": 800})
    page.set_default_timeout(10_000)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{origin}/soeg/")
    page.wait_for_load_state("networkidle")
    yield page
    page.close()
    assert not wrong


def ask(page: Page, text: str) -> list[str]:
    """The addresses found, in order, after the number of them has been said."""
    page.get_by_role("searchbox").fill(text)
    page.keyboard.press("Enter")
    page.locator("[data-search-status]").get_by_text(f"»{text}«").wait_for()
    found: list[str] = page.locator(".hits h2 a").evaluate_all(
        "links => links.map((one) => one.getAttribute('href'))"
    )
    return found


@pytest.mark.browser
def test_of_thirty_questions_as_they_are_typed_27_lead_to_their_lesson(page: Page) -> None:
    questions = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    missed = []
    for question in questions:
        first = ask(page, question["ask"])[:3]
        wanted = {f"/kurser/{one.replace('.', '/')}/" for one in question["page"]}
        if not wanted & set(first):
            missed.append((question["ask"], first))
    assert len(questions) >= 30
    assert len(questions) - len(missed) >= FOUND / 30 * len(questions), missed


@pytest.mark.browser
def test_an_excerpt_says_where_it_was_cut_and_reads_no_buttons(page: Page) -> None:
    ask(page, "cv")
    found = page.locator(".hits li > p:last-child").all_inner_texts()
    assert found
    assert not [one for one in found if one[0].islower()]
    for button in ("Afspil filmen", "Læs højt", "Spar data", "HvornårTorsdag"):
        assert button not in " ".join(found)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "same_as"),
    [
        ("ansoegning", "ansøgning"),
        ("Ansøgningerne", "ansøgning"),
        ("RAADIGHED", "rådighed"),
        ("ansogning", "ansøgning"),
    ],
)
def test_endings_capitals_and_keyboards_without_danish_letters_do_not_matter(
    page: Page, typed: str, same_as: str
) -> None:
    assert ask(page, typed)[:3] == ask(page, same_as)[:3]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("ansøgnign", "ansøgning"),
        ("linkdin", "linkedin"),  # begins with a whole word, "link", and is none
    ],
)
def test_a_slip_of_the_finger_is_mended_and_said(page: Page, slip: str, meant: str) -> None:
    assert ask(page, slip)
    assert page.get_by_text(f"Vi søgte også på »{meant}«.").is_visible()
    assert ask(page, meant)
    assert not page.get_by_text("Vi søgte også på").is_visible()


@pytest.mark.browser
def test_a_result_says_its_course_and_time_and_marks_the_word(page: Page) -> None:
    ask(page, "joblog")
    first = page.locator(".hits li").first
    assert first.locator(".meta").inner_text().endswith(" min")
    assert "joblog" in first.locator("mark").first.inner_text().lower()
    assert page.locator("[data-search-status]").get_attribute("role") == "status"


@pytest.mark.browser
def test_nothing_found_says_what_to_do_and_shows_the_list(page: Page) -> None:
    assert ask(page, "qqqxxx") == []
    assert page.get_by_text("Vi fandt ikke noget om »qqqxxx«.").is_visible()
    assert page.get_by_role("heading", name="Alle kurser og lektioner").is_visible()


@pytest.mark.browser
def test_markup_in_the_question_is_only_words(page: Page) -> None:
    ask(page, "<img src=x> cv")
    assert page.locator("main img").count() == 0


@pytest.mark.browser
def test_the_address_holds_the_question_for_reload_and_back(page: Page) -> None:
    first = ask(page, "praktik")
    ask(page, "joblog")
    page.go_back()
    page.locator("[data-search-status]").get_by_text("»praktik«").wait_for()
    assert page.get_by_role("searchbox").input_value() == "praktik"
    page.reload()
    page.locator("[data-search-status]").get_by_text("»praktik«").wait_for()
    links = page.locator(".hits h2 a")
    assert links.first.get_attribute("href") == first[0]


@pytest.mark.browser
def test_show_more_puts_the_focus_on_the_first_new_result(page: Page) -> None:
    ask(page, "job")
    assert page.locator(".hits li").count() == 8
    page.get_by_role("button", name="Vis flere").click()
    page.wait_for_function("() => document.querySelectorAll('.hits li').length > 8")
    page.wait_for_function(
        "() => document.activeElement === document.querySelectorAll('.hits a')[8]"
    )
    assert not page.get_by_role("button", name="Vis flere").is_visible()


@pytest.mark.browser
def test_the_index_is_on_its_way_while_somebody_still_types(page: Page) -> None:
    with page.expect_response("**/wasm.da.pagefind"):
        page.get_by_role("searchbox").press("c")


@pytest.mark.browser
def test_the_index_is_fetched_only_when_somebody_searches(page: Page, origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/kurser/cv/profiltekst/")
    page.wait_for_load_state("networkidle")
    assert asked
    assert not [url for url in asked if url.endswith(("/search.js", "/query.js"))]
    page.goto(f"{origin}/soeg/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/soeg/indeks/" in url]
    with page.expect_request("**/soeg/indeks/wasm.*"):
        page.get_by_role("searchbox").focus()  # what is typed takes longer than the program


@pytest.mark.browser
def test_a_search_for_many_words_asks_for_their_pieces_at_once(page: Page, origin: str) -> None:
    asked: list[Route] = []
    page.route("**/*.pf_index", lambda route: asked.append(route))
    page.goto(f"{origin}/soeg/")
    page.get_by_role("searchbox").fill("ansøgning praktik")
    page.keyboard.press("Enter")
    for _ in range(100):
        page.wait_for_timeout(50)
        if len(asked) > 1:
            break
    assert len(asked) == 2, "the second is asked for while the first has not come"
    for one in asked:
        one.continue_()
    page.locator("[data-search-hits] li").first.wait_for()


@pytest.mark.browser
def test_a_browser_that_runs_no_program_under_our_policy_says_so(
    browser: Browser, origin: str
) -> None:
    """Safari before 16 does not know the word that allows it."""
    page = browser.new_page()

    def as_safari_15(route: Route) -> None:
        answer = route.fetch()
        policy = answer.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    page.route("**/soeg/?q=cv", as_safari_15)
    page.goto(f"{origin}/soeg/?q=cv")
    page.get_by_role("status").get_by_text("Søgningen virker ikke i din browser.").wait_for()
    assert page.get_by_role("heading", name="Alle kurser og lektioner").is_visible()
    page.close()


@pytest.mark.browser
def test_when_the_index_does_not_come_the_list_stands_and_one_may_try_again(
    browser: Browser, origin: str
) -> None:
    page = browser.new_page()
    page.route("**/ord.txt", lambda route: route.abort())
    page.goto(f"{origin}/soeg/?q=cv")
    assert not page.get_by_text("Søgningen virker ikke i din browser.").is_visible()
    page.get_by_text("Søgningen kunne ikke hentes.").wait_for()
    assert page.get_by_role("heading", name="Alle kurser og lektioner").is_visible()
    page.unroute("**/ord.txt")
    assert ask(page, "cv")
    page.close()


@pytest.mark.browser
def test_without_script_the_form_leads_to_the_list_of_everything(
    browser: Browser, origin: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/soeg/")
    page.get_by_role("searchbox").fill("cv")
    page.get_by_role("button", name="Søg").click()
    assert page.url.endswith("/soeg/?q=cv")
    assert page.get_by_text("Søgningen virker ikke i din browser.").is_visible()
    assert page.get_by_role("link", name="Din profiltekst").is_visible()
    context.close()
