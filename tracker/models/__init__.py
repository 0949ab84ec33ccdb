"""The tables: what Jobvej keeps about people, and nothing else.

The municipality's key stands first in every key. References are plain columns with a
table-level FOREIGN KEY, since a ForeignKeyField cannot point at a composite key.
"""

from typing import Any

from tracker.models.clubs import (
    Club,
    ClubItem,
    ClubMeeting,
    ClubMember,
    ClubTask,
    ClubTip,
    WebinarSignup,
)
from tracker.models.organisation import Absence, Citizen, Handover, Reader, Staff, StaffChange, Team
from tracker.models.plans import (
    Pause,
    Plan,
    PlanAhead,
    PlanChange,
    PlanItem,
    Request,
    Undone,
    WeeklyTarget,
)
from tracker.models.progress import ActivityState, CitizenSummary, Event, ItemState, WeekCount, Wish
from tracker.models.sign_in import (
    AccessLog,
    CalendarAddress,
    CitizenIdentity,
    PageGrant,
    Session,
    SignInCode,
)
from tracker.models.store import Erasure, LessonFeedback, StoreFact
from tracker.models.talks import CaseNote, Talk

TABLES: tuple[Any, ...] = (
    StoreFact,
    Team,
    Staff,
    Citizen,
    SignInCode,
    Session,
    PageGrant,
    AccessLog,
    Plan,
    PlanItem,
    PlanChange,
    Event,
    ActivityState,
    ItemState,
    WeekCount,
    Wish,
    CitizenSummary,
    Talk,
    Erasure,
    LessonFeedback,
    CaseNote,
    CalendarAddress,
    Reader,
    Absence,
    Handover,
    Club,
    ClubMember,
    ClubMeeting,
    ClubTask,
    ClubItem,
    ClubTip,
    WebinarSignup,
    CitizenIdentity,
    StaffChange,
    Pause,
    WeeklyTarget,
    Request,
    PlanAhead,
    Undone,
)
"""Each after those it refers to."""
