"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    citizens,
    club,
    club_meeting,
    club_rule,
    clubs,
    consultant_view,
    files,
    helped_figures,
    new_citizen,
    new_code,
    open,
    opened_by,
    own_club,
    plan,
    sign_in,
    sign_out,
    staff_sign_in,
    talk,
    today,
    webinars,
)

PAGES = tuple(
    module.page
    for module in (
        sign_in, sign_out, plan, own_club, webinars, consultant_view, opened_by, staff_sign_in,
        today, citizens, new_citizen, new_code, open, talk, clubs, club_rule, club, club_meeting,
        helped_figures, files,
    )
)  # fmt: skip
