"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    calendar,
    case_note,
    citizens,
    consultant_view,
    files,
    helped_figures,
    import_talks,
    new_citizen,
    new_code,
    open,
    opened_by,
    plan,
    print_today,
    sign_in,
    sign_out,
    staff_calendar,
    staff_sign_in,
    talk,
    today,
)

PAGES = tuple(
    module.page
    for module in (
        sign_in, sign_out, plan, consultant_view, opened_by, staff_sign_in, today, citizens,
        new_citizen, new_code, open, talk, case_note, calendar, staff_calendar,
        import_talks, print_today, helped_figures, files,
    )
)  # fmt: skip
