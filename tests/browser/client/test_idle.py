"""A session that is about to end by itself: who is there is asked, and one press keeps it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import LESSON, THEIRS, Jobvej
from tracker.sign_in.sessions import SHARED_DEVICE
from tracker.table import utc_text

IDLE = SHARED_DEVICE.idle
assert IDLE is not None
SOON = IDLE - SHARED_DEVICE.touch_every - timedelta(minutes=2)
STEP = timedelta(minutes=1)
THEIRS_TOO = THEIRS.replace("citizen", "person")


def quiet(page: Page, time: timedelta) -> None:
    """So much time goes by, as the page's clock has it."""
    page.clock.fast_forward(int(time.total_seconds() * 1000))


def asked(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def seen_at(jobvej: Jobvej, person: str) -> str:
    [(seen,)] = jobvej.rows(f"SELECT seen_at FROM session WHERE {THEIRS_TOO}", person)
    return str(seen)


def long_ago(jobvej: Jobvej, person: str) -> str:
    """The tracker saw this person so long ago that it would soon have them go."""
    when = utc_text(datetime.now(UTC) - SOON)
    jobvej.rows(f"UPDATE session SET seen_at = ? WHERE {THEIRS_TOO}", when, person)
    return seen_at(jobvej, person)


def test_on_a_shared_device_the_session_is_kept_by_one_press(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    page.goto(jobvej.url.rstrip("/") + LESSON)
    field = page.get_by_label("Skriv dine tre linjer")
    field.focus()
    quiet(page, SOON - STEP)
    expect(asked(page)).to_have_count(0)
    before = long_ago(jobvej, jobvej.ids["Anna"].hex)
    quiet(page, STEP)
    expect(asked(page)).to_have_accessible_name(
        "Du bliver logget af om 2 minutter, fordi siden har stået stille."
    )
    stay = asked(page).get_by_role("button", name="Bliv logget på")
    expect(stay).to_be_focused()
    stay.press("Enter")
    expect(asked(page)).to_have_count(0)
    expect(field).to_be_focused()
    assert seen_at(jobvej, jobvej.ids["Anna"].hex) > before
    quiet(page, SOON)
    expect(asked(page)).to_be_visible()


def test_who_is_busy_stays_signed_in_and_is_asked_nothing(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    before = long_ago(jobvej, jobvej.ids["Anna"].hex)
    quiet(page, SOON / 2)
    with page.expect_response("**/api/me"):
        page.keyboard.press("Tab")
    assert seen_at(jobvej, jobvej.ids["Anna"].hex) > before
    quiet(page, SOON - STEP)
    expect(asked(page)).to_have_count(0)


def test_who_comes_too_late_is_told_and_led_to_sign_in(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    quiet(page, SOON)
    jobvej.rows(f"DELETE FROM session WHERE {THEIRS_TOO}", jobvej.ids["Anna"].hex)
    asked(page).get_by_role("button", name="Bliv logget på").press("Enter")
    expect(asked(page)).to_have_accessible_name("Du er logget af.")
    expect(asked(page).get_by_role("link", name="Log på igen")).to_be_focused()
    asked(page).get_by_role("link", name="Log på igen").press("Enter")
    page.wait_for_url("**/log-paa/")


def test_nobody_who_comes_next_to_a_shared_device_reads_on(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    quiet(page, SOON)
    expect(page.get_by_role("main")).to_be_visible()
    quiet(page, IDLE - SOON)
    expect(asked(page)).to_have_accessible_name("Du er logget af.")
    expect(page.get_by_role("main")).to_be_hidden()
    quiet(page, IDLE)
    expect(asked(page).get_by_role("link", name="Log på igen")).to_be_visible()


def test_who_is_busy_in_another_tab_is_asked_nothing_in_this_one(
    page: Page, jobvej: Jobvej
) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    quiet(page, SOON)
    expect(asked(page)).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{jobvej.url}dine-opgaver/")
    expect(asked(page)).to_have_count(0)
    quiet(page, SOON - STEP)
    expect(asked(page)).to_have_count(0)


def test_nobody_is_told_to_be_out_by_a_server_in_trouble(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    page.goto(jobvej.url.rstrip("/") + LESSON)
    quiet(page, SOON)
    page.route("**/api/me", lambda route: route.fulfill(status=503, body="Optaget"))
    asked(page).get_by_role("button", name="Bliv logget på").click()
    expect(asked(page)).to_have_count(0)


def test_on_an_own_device_nothing_ends_so_soon(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna")
    quiet(page, IDLE)
    expect(asked(page)).to_have_count(0)


def ends_in(jobvej: Jobvej, person: str, time: timedelta) -> None:
    """The session of this person ends then, however busy they are."""
    when = utc_text(datetime.now(UTC) + time)
    jobvej.rows(f"UPDATE session SET expires_at = ? WHERE {THEIRS_TOO}", when, person)


@pytest.mark.parametrize("here", [LESSON, "/dine-opgaver/"])
def test_an_end_that_no_press_puts_off_is_told_and_takes_nothing_from_who_writes(
    page: Page, jobvej: Jobvej, here: str
) -> None:
    page.clock.install()
    jobvej.sign_in(page, "Anna", shared=True)
    ends_in(jobvej, jobvej.ids["Anna"].hex, 12 * STEP)
    page.goto(jobvej.url.rstrip("/") + here)
    page.wait_for_load_state("networkidle")
    field = page.get_by_role("combobox" if "opgaver" in here else "textbox").first
    field.focus()
    told = page.get_by_role("alert").filter(has_text="Du bliver logget af kl.")
    quiet(page, STEP)
    expect(told).to_have_count(0)
    quiet(page, 2 * STEP)
    expect(told).to_contain_text("Gem det, du er i gang med.")
    expect(field).to_be_focused()
    told.get_by_role("button", name="Luk").click()
    expect(told).to_have_count(0)
    jobvej.rows(f"DELETE FROM session WHERE {THEIRS_TOO}", jobvej.ids["Anna"].hex)
    quiet(page, 10 * STEP)
    expect(asked(page)).to_have_accessible_name("Du er logget af.")
    expect(asked(page).get_by_role("link", name="Log på igen")).to_be_focused()
    if here != LESSON:
        expect(page.get_by_role("main")).to_be_hidden()


def test_who_signed_in_anew_in_another_tab_is_not_told_to_be_out(
    page: Page, jobvej: Jobvej
) -> None:
    page.clock.install()
    jobvej.staff_signs_in(page)
    [(karin,)] = jobvej.rows("SELECT id FROM staff WHERE sign_in_name = 'karin'")
    ends_in(jobvej, karin, 5 * STEP)
    page.reload()
    quiet(page, STEP)
    told = page.get_by_role("alert").filter(has_text="Du bliver logget af kl.")
    expect(told).to_be_visible()
    ends_in(jobvej, karin, timedelta(hours=8))
    with page.expect_response("**/job/i-dag/"):
        quiet(page, 5 * STEP)
    expect(told).to_have_count(0)
    expect(asked(page)).to_have_count(0)


def test_staff_are_asked_as_well(page: Page, jobvej: Jobvej) -> None:
    page.clock.install()
    jobvej.staff_signs_in(page)
    page.goto(f"{jobvej.url}job/borgere/ny/")
    quiet(page, SOON)
    with page.expect_response("**/job/i-dag/"):
        asked(page).get_by_role("button", name="Bliv logget på").press("Enter")
    expect(asked(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny borger")
