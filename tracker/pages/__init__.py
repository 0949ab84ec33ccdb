"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from tracker.pages import (
    absence,
    calendar,
    case_note,
    citizens,
    consultant_view,
    files,
    helped_figures,
    new_citizen,
    new_code,
    open,
    opened_by,
    plan,
    readers,
    sign_in,
    sign_out,
    staff_calendar,
    staff_sign_in,
    talk,
    today,
    trial,
)

PAGES = (
    absence.page,
    calendar.page,
    case_note.page,
    citizens.page,
    consultant_view.page,
    files.page,
    helped_figures.page,
    new_citizen.page,
    new_code.page,
    open.page,
    opened_by.page,
    plan.page,
    readers.page,
    sign_in.page,
    sign_out.page,
    staff_calendar.page,
    staff_sign_in.page,
    talk.page,
    today.page,
    trial.page,
)
