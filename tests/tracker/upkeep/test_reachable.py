"""`jobvej doctor` asks the service that staff sign in by, and looks for the teams of its groups."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.tracker.conftest import Cast
from tests.tracker.issuer import Issuer, settings_with
from tracker.people import staff
from tracker.settings import Settings
from tracker.store_file import close_store, database_path, open_store
from tracker.upkeep.backup import read_copy
from tracker.upkeep.finding import Weight
from tracker.upkeep.reachable import ways_in


def found(settings: Settings) -> list[tuple[Weight, str]]:
    close_store()
    copy = read_copy(database_path(settings))
    return [(one.weight, one.words) for one in ways_in(settings, copy, datetime.now(UTC))]


def test_a_service_that_answers_is_fine_and_a_team_that_is_missing_is_named(
    cast: Cast, settings: Settings, issuer: Issuer, tmp_path: Path
):
    elsewhere = settings_with(settings, issuer, tmp_path)
    fine, missing = found(elsewhere)
    assert fine == (Weight.FINE, f"Kommunens login svarer på {issuer.address}")
    assert missing[0] is Weight.MUST
    assert "Team Øst. Tilføj dem med: jobvej tracker add-team" in missing[1]
    open_store(settings)
    staff.add_team("Team Øst")
    assert found(elsewhere) == [fine]


def test_a_service_that_is_silent_or_half_set_up_must_be_mended(
    cast: Cast, settings: Settings, issuer: Issuer, tmp_path: Path
):
    def only(**change: Any) -> tuple[Weight, str]:
        return found(settings_with(settings, issuer, tmp_path, **change))[0]

    weight, words = only(oidc_issuer="http://127.0.0.1:9/")
    assert (weight, words) == (
        Weight.MUST, "Kommunens login svarer ikke på http://127.0.0.1:9/",
    )  # fmt: skip
    weight, words = only(oidc_client_id="")
    assert weight is Weight.MUST
    assert "JOBVEJ_OIDC_CLIENT_ID mangler" in words


def test_where_nobody_asked_for_it_nothing_is_said(cast: Cast, settings: Settings):
    assert found(settings) == []
