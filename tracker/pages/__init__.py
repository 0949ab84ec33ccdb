"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    access_samples,
    citizens,
    consultant_view,
    files,
    helped_figures,
    machine,
    new_citizen,
    new_code,
    open,
    opened_by,
    plan,
    sign_in,
    sign_out,
    staff_list,
    staff_member,
    staff_sign_in,
    talk,
    team_figures,
    today,
)

PAGES = tuple(
    module.page
    for module in (
        sign_in, sign_out, plan, consultant_view, opened_by, staff_sign_in, today, citizens,
        new_citizen, new_code, open, talk, helped_figures, team_figures, staff_list, staff_member,
        machine, access_samples, files,
    )
)  # fmt: skip
