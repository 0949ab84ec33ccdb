"""How much of a film was seen: the real module, called in Chromium."""

import pytest
from playwright.sync_api import Page

CALL = "async ([name, args]) => (await import('/segments.js'))[name](...args)"


def call(page: Page, name: str, *args: object) -> object:
    return page.evaluate(CALL, [name, list(args)])


@pytest.mark.parametrize(
    ("segments", "union"),
    [
        ([], []),
        ([[0, 10], [5, 12]], [[0, 12]]),
        ([[20, 30], [0, 10]], [[0, 10], [20, 30]]),
        ([[0, 10], [10, 20]], [[0, 20]]),
        ([[0, 10], [2, 3], [0, 10]], [[0, 10]]),
        ([[5, 5], [9, 4]], []),
        ([[-3, 4], [90, 140]], [[0, 4], [90, 100]]),
    ],
)
def test_what_was_watched_twice_counts_once(
    blank: Page, segments: list[list[float]], union: list[list[float]]
) -> None:
    assert call(blank, "union", segments, 100) == union


@pytest.mark.parametrize(
    ("seconds", "share"), [(0, 0.70), (60, 0.725), (300, 0.825), (600, 0.95), (3600, 0.95)]
)
def test_a_longer_film_asks_for_a_larger_share(blank: Page, seconds: int, share: float) -> None:
    assert call(blank, "threshold", seconds) == pytest.approx(share)


@pytest.mark.parametrize(("seconds", "share"), [(600, 0.95), (601, 0.70), (3600, 0.70)])
def test_a_recording_over_ten_minutes_asks_for_less(
    blank: Page, seconds: int, share: float
) -> None:
    assert call(blank, "threshold", seconds, True) == pytest.approx(share)


def test_a_film_of_one_minute_is_seen_at_43_and_a_half_seconds(blank: Page) -> None:
    assert call(blank, "isSeen", [[0, 43.5]], 60) is True
    assert call(blank, "isSeen", [[0, 43.4]], 60) is False


def test_pieces_of_two_visits_add_up(blank: Page) -> None:
    assert call(blank, "isSeen", [[0, 20], [30, 54]], 60) is True
    assert call(blank, "isSeen", [[0, 30], [10, 40]], 60) is False


def test_nothing_is_seen_of_a_film_whose_length_is_unknown(blank: Page) -> None:
    assert call(blank, "isSeen", [[0, 43]], 0) is False
