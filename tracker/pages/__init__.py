"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    citizen_mitid,
    citizens,
    consultant_view,
    files,
    helped_figures,
    mitid,
    new_citizen,
    new_code,
    open,
    opened_by,
    own_mitid,
    plan,
    sign_in,
    sign_out,
    single_sign_on,
    staff_sign_in,
    talk,
    today,
)

PAGES = tuple(
    module.page
    for module in (
        sign_in, sign_out, plan, consultant_view, opened_by, staff_sign_in, single_sign_on, today,
        citizens, new_citizen, new_code, open, talk, helped_figures, files,
        citizen_mitid, mitid, own_mitid,
    )
)  # fmt: skip
