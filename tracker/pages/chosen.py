"""The citizens somebody ticked on the list: what the pages for many at once begin with."""

from __future__ import annotations

from typing import Any

from flask import abort, g, request

from tracker.access import chosen_citizens
from tracker.people.caseload import by_name
from tracker.screen import or_404

MOST = 500


def read_chosen() -> list[Any]:
    """Those who were ticked, by name; 404 when one does not answer for them all.

    A trial citizen is never among them: nothing is done to it together with real people.
    """
    sent = request.form.getlist("borger")
    if len(sent) > MOST:
        abort(413)
    found = or_404(chosen_citizens(g.me, sent, g.today))
    return by_name(person for person in found if person.trial_of is None)
