"""A course is kept on the device, renewed, and deleted again."""

import time

from playwright.sync_api import Page, Route, expect

from jobvej.builder.sent import sent
from tests.browser.client.offline.kept import (
    COURSE,
    KEPT,
    keep,
    offer,
    open_without_network,
    publish_with,
    unfold,
)
from tests.browser.conftest import LESSON, Jobvej

LEFT = """async () => ({
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NAMES = "async () => await caches.keys()"
NAMES_AFTER = f"""async (before) => {{
  const names = {NAMES};
  for (let wait = 0; wait < 100 && (await names()).includes(before); wait += 1) {{
    await new Promise((done) => setTimeout(done, 100));
  }}
  return names();
}}"""
ADDRESSES = """async () => {
  const [name] = await caches.keys();
  const kept = await (await caches.open(name)).keys();
  return kept.map((one) => new URL(one.url).pathname);
}"""
COURSES = f'import("{sent().address}client/offline_courses.js")'


def test_nothing_is_kept_before_it_is_asked_for(reader: Page) -> None:
    unfold(reader)
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_it_can_be_stopped_and_goes_on_where_it_was(reader: Page) -> None:
    unfold(reader)
    offer(reader).evaluate("""(offer) => {
      const [bar, stop] = ["progress", "stop"].map((one) =>
        offer.querySelector(`[data-offline-${one}]`));
      const look = () => { if (bar.value > bar.max / 4) { watch.disconnect(); stop.click(); } };
      const watch = new MutationObserver(look);
      watch.observe(bar, { attributes: true });
    }""")
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    status = offer(reader).get_by_role("status")
    expect(status).to_have_text("Det er stoppet. Det, der er gemt, bliver ikke hentet igen.")
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    reader.reload()
    asked.clear()
    offer(reader).get_by_text("Læs kurset uden internet").click()
    offer(reader).get_by_role("button", name="Gem resten").click()
    expect(status).to_have_text(KEPT, timeout=30_000)
    assert not [one for one in asked if one.endswith(".css")]  # the first, and here already
    assert [one for one in asked if one.endswith(".mp4")]


def test_a_course_that_is_not_whole_is_called_so_by_its_name(reader: Page, jobvej: Jobvej) -> None:
    reader.route("**/*.mp4", lambda route: route.abort())
    unfold(reader)
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(reader).get_by_role("status")).to_contain_text("ikke gemt helt")
    reader.goto(f"{jobvej.url}uden-net/")
    name = "Dit CV – ikke gemt helt"
    expect(reader.locator(".offline-list").get_by_role("link")).to_have_text([name])
    reader.get_by_role("button", name=f"Slet fra enheden: {name}").click()
    expect(reader.get_by_role("main")).to_contain_text("Der ligger ingen kurser på enheden.")


def test_a_device_without_room_says_so(reader: Page, jobvej: Jobvej) -> None:
    unfold(reader)
    devtools = reader.context.new_cdp_session(reader)
    quota = {"origin": jobvej.url.rstrip("/"), "quotaSize": 200_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text(
        "Der er ikke plads nok på enheden. Slet noget andet på den, og prøv igen."
    )
    offer(reader).get_by_role("button", name="Slet kurset fra enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text("Kurset er slettet fra enheden.")
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_a_page_that_the_server_cannot_give_is_not_kept_in_its_place(reader: Page) -> None:
    unfold(reader)
    reader.route(f"**{LESSON}", lambda route: route.fulfill(status=500, body="Fejl"))
    offer(reader).get_by_role("button", name="Gem kurset på enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text(
        "Kurset blev ikke gemt helt. Prøv igen, når du har internet."
    )
    assert LESSON not in reader.evaluate(ADDRESSES)


def test_deleting_one_of_two_courses_leaves_the_other_to_be_read(
    reader: Page, jobvej: Jobvej
) -> None:
    other = "/kurser/jobsamtale/"
    reader.evaluate(f"""async () => {{
      const courses = await {COURSES};
      for (const url of ['{COURSE}', '{other}']) {{
        await courses.keep(await courses.offered(url), () => {{}}, new AbortController().signal);
      }}
      await courses.forget('{COURSE}');
    }}""")
    open_without_network(reader, jobvej, other)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Jobsamtalen")


def test_deleting_the_last_course_leaves_nothing_on_the_device(reader: Page) -> None:
    keep(reader)
    reader.reload()
    expect(offer(reader).get_by_role("status")).to_have_text(KEPT)
    offer(reader).get_by_role("button", name="Slet kurset fra enheden").click()
    expect(offer(reader).get_by_role("button", name="Gem kurset på enheden")).to_be_visible()
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_what_the_author_changed_is_there_the_next_time_the_course_is_opened(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    films = [one for one in reader.evaluate(ADDRESSES) if one.endswith(".mp4")]
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    (before,) = reader.evaluate(NAMES)
    publish_with(jobvej, "Din profiltekst", "Din nye profiltekst")
    reader.goto(jobvej.url.rstrip("/") + COURSE)
    names = reader.evaluate(NAMES_AFTER, before)
    assert len(names) == 1
    assert names != [before]
    open_without_network(reader, jobvej, LESSON)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Din nye profiltekst")
    assert films
    assert not [one for one in asked if one.endswith(".mp4")]  # it is the same film


def test_a_device_that_spares_its_data_fetches_no_newer_edition(page: Page, jobvej: Jobvej) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
    )
    page.goto(jobvej.url.rstrip("/") + COURSE)
    keep(page)
    before = page.evaluate(NAMES)
    publish_with(jobvej, "</body>", "<!-- spared --></body>")
    page.reload()
    expect(offer(page).get_by_role("status")).to_have_text(KEPT)
    page.wait_for_load_state("networkidle")
    assert page.evaluate(NAMES) == before


def test_what_is_published_while_a_course_is_kept_is_what_is_kept(
    reader: Page, jobvej: Jobvej
) -> None:
    """Else pages of now would stand among pages of then, and ask for what is not here."""
    listed = reader.evaluate_handle(f"async () => (await {COURSES}).offered('{COURSE}')")
    publish_with(jobvej, "</body>", "<!-- new --></body>")
    edition = reader.evaluate(
        f"""async (course) => {{
      const courses = await {COURSES};
      await courses.keep(course, () => {{}}, new AbortController().signal);
      return [course.edition, (await courses.kept(course.url)).edition];
    }}""",
        listed,
    )
    assert edition[0] != edition[1]
    assert reader.evaluate(NAMES) == [f"jobvej.kursus.cv.{edition[1]}"]


def test_what_is_deleted_does_not_come_back_with_a_newer_edition(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    publish_with(jobvej, "</body>", "<!-- newer -->\n</body>")

    def slowly(route: Route) -> None:
        time.sleep(0.5)
        route.continue_()

    reader.route("**/uden-net.json", slowly)
    reader.reload()
    with reader.expect_response("**/uden-net.json"):
        offer(reader).get_by_role("button", name="Slet kurset fra enheden").click()
    expect(offer(reader).get_by_role("status")).to_have_text("Kurset er slettet fra enheden.")
    reader.wait_for_load_state("networkidle")
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_a_course_that_is_deleted_in_another_tab_is_not_called_kept(reader: Page) -> None:
    told = reader.evaluate(f"""async () => {{
      const courses = await {COURSES};
      const course = await courses.offered('{COURSE}');
      let deleted;
      const told = (bytes) => {{ if (bytes > 20000) deleted ||= courses.forget(course.url); }};
      try {{
        await courses.keep(course, told, new AbortController().signal);
        return "kept";
      }} catch (error) {{
        return error.message;
      }}
    }}""")
    assert told == "deleted in another tab"


def test_where_the_browser_lets_no_site_keep_anything_it_is_not_offered(
    page: Page, jobvej: Jobvej
) -> None:
    page.add_init_script("""CacheStorage.prototype.keys = () =>
      Promise.reject(new DOMException("", "SecurityError"))""")
    page.goto(jobvej.url.rstrip("/") + COURSE)
    page.wait_for_load_state("networkidle")
    expect(offer(page)).to_be_hidden()


def test_where_the_browser_keeps_no_course_who_looks_for_it_is_told_so(
    page: Page, jobvej: Jobvej
) -> None:
    """Browsers inside other apps on an iPhone have no service worker, nor has a browser on http."""
    page.add_init_script("delete Navigator.prototype.serviceWorker;")
    page.goto(jobvej.url.rstrip("/") + LESSON)
    page.get_by_role("link", name="Læs uden internet").click()
    expect(offer(page)).to_contain_text("Denne browser kan ikke gemme kurser.")
    expect(offer(page).get_by_role("button")).to_have_count(0)
    page.goto(f"{jobvej.url}uden-net/")
    expect(page.get_by_role("main")).to_contain_text("Denne browser kan ikke gemme kurser.")
    expect(page.get_by_role("main")).not_to_contain_text("tryk på »Læs kurset uden internet«")


def test_a_course_that_is_no_longer_on_the_site_can_be_deleted_too(
    reader: Page, jobvej: Jobvej
) -> None:
    keep(reader)
    reader.evaluate("() => caches.open('jobvej.kursus.nedlagt.12345678')")  # stopped at once
    reader.goto(f"{jobvej.url}uden-net/")
    lines = reader.locator(".offline-list li")
    expect(lines).to_contain_text(["Et kursus – ikke gemt helt", "Dit CV"])
    for name in ("Et kursus – ikke gemt helt", "Dit CV"):
        reader.get_by_role("button", name=f"Slet fra enheden: {name}").click()
        expect(lines.get_by_text(name)).to_have_count(0)
        expect(reader.locator("main").get_by_role("status")).to_be_focused()
    expect(reader.get_by_role("main")).to_contain_text("Der ligger ingen kurser på enheden.")
    assert reader.evaluate(LEFT) == {"caches": 0, "workers": 0}


def test_on_a_device_that_many_use_it_is_not_offered(page: Page, jobvej: Jobvej) -> None:
    jobvej.sign_in(page, "Bo", shared=True)
    page.goto(jobvej.url.rstrip("/") + COURSE)
    expect(page.get_by_role("heading", name="Lektioner")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(offer(page)).to_be_hidden()
