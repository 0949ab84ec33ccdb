"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    absence,
    citizens,
    code_letters,
    consultant_view,
    files,
    helped_figures,
    import_citizens,
    new_citizen,
    new_code,
    open,
    opened_by,
    plan,
    readers,
    sign_in,
    sign_out,
    staff_sign_in,
    start_plans,
    talk,
    today,
    trial,
)

PAGES = tuple(
    module.page
    for module in (
        sign_in, sign_out, plan, consultant_view, opened_by, staff_sign_in, today, citizens,
        new_citizen, new_code, open, talk, helped_figures, files, trial, readers,
        absence, code_letters, start_plans, import_citizens,
    )
)  # fmt: skip
