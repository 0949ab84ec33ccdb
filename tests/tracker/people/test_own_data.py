"""Everything held about a person is told: no table and no column is forgotten."""

import json
from dataclasses import replace

from jobvej.catalog import Published
from tests.tracker.acts import citizen_tables, fill, rows_of
from tests.tracker.conftest import Cast
from tracker.models import PlanItem
from tracker.people.data_words import COLUMNS, TITLES
from tracker.people.erasure import personal_tables
from tracker.people.own_data import JOINING, SECRETS, columns_of, everything_about


def test_every_table_about_a_person_has_a_title_and_every_column_a_name() -> None:
    told = [table for table, _ in personal_tables()]
    assert set(citizen_tables()) <= set(told)
    assert {table.__name__ for table in told} <= set(TITLES)
    missing = {name for table in told for name in columns_of(table)} - {*COLUMNS, *JOINING}
    assert not missing, "a new column needs a word the citizen understands"


def test_every_row_is_told(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    held = {one.title: len(one.rows) for one in everything_about(cast.anna, published)}
    for table, count in rows_of(cast.anna).items():
        assert held[TITLES[table]] == count > 0, table


def test_nothing_of_anybody_else_and_no_secret_is_told(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    fill(cast, published, cast.bo)
    text = json.dumps([one.rows for one in everything_about(cast.anna, published)])
    assert "Anna K." in text
    for other in ("Bo M.", "2026-2", str(cast.bo), cast.bo.hex, "Karin", "Lars"):
        assert other not in text
    for one in everything_about(cast.anna, published):
        assert not [row for row in one.rows if set(row) & set(SECRETS)]


def test_staff_are_told_by_role_and_by_name_only_where_names_are_shown(
    cast: Cast, published: Published
) -> None:
    fill(cast, published, cast.anna)

    def lines(with_names: bool) -> str:
        municipality = replace(published.municipality, show_staff_names=with_names)
        every = everything_about(cast.anna, replace(published, municipality=municipality))
        return " ".join(line for one in every for line in one.lines)

    assert "ansvarlig: jobkonsulent" in lines(False)
    assert "ansvarlig: Karin, jobkonsulent" in lines(True)


def test_codes_are_told_in_the_words_of_the_pages(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    told = {one.table: " ".join(one.lines) for one in everything_about(cast.anna, published)}
    assert "hjælp undervejs: med sparring" in told["citizen"]
    text = " ".join(told.values())
    assert "activity:" not in text and ".opgave" not in text and "med-sparring" not in text


def test_a_time_of_day_stands_only_at_a_talk(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    for one in everything_about(cast.anna, published):
        has_time = any(" kl. " in line for line in one.lines)
        assert has_time == (one.table == "talk"), one.title


def test_what_was_done_is_told_by_the_name_of_its_task(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    told = {one.table: one.lines for one in everything_about(cast.anna, published)}
    titles = {row.title for row in PlanItem.here(PlanItem.citizen == cast.anna)}
    for table in ("item_state", "plan_change", "club_item"):
        assert told[table], table
        for line in told[table]:
            assert line.startswith("opgave: "), line
            assert line.split("\N{NO-BREAK SPACE}·")[0].removeprefix("opgave: ") in titles
    text = " ".join(line for lines in told.values() for line in lines)
    assert "revision" not in text and "{" not in text


def test_the_file_for_a_program_keeps_what_joins_its_rows(cast: Cast, published: Published) -> None:
    fill(cast, published, cast.anna)
    rows = {one.table: one.rows for one in everything_about(cast.anna, published)}
    items = {row["id"] for row in rows["plan_item"]}
    assert items == {str(row.id) for row in PlanItem.here(PlanItem.citizen == cast.anna)}
    assert {row["item"] for row in rows["item_state"]} <= items
