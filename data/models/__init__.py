"""The registry's tables, a file per aggregate."""

from data.models.agencies import (
    Agency,
    AgencyAlias,
    AgencyDirectory,
    AgencyGroup,
    AgencyMembership,
    AgencySuccession,
    GroupPhrase,
    UnheardAgency,
)
from data.models.change_notices import News, UntoldChange
from data.models.conversations import Dialogue, PageFile, PageMessage, ShownMessage
from data.models.duties import Duty, DutySuccession, ProgressEntry, Proof
from data.models.earlier_terms import EarlierClosing, EarlierDate, EarlierDuty
from data.models.file_contents import FileContent
from data.models.journal import Download, JournalEntry, PlacesOfPace
from data.models.links import CalendarLink, MailCode, PageSession, PushSubscription, SignInLink
from data.models.office import AuditEntry, AuditSeal, ChannelMonth, DayOff, Pulse, QuotaWarning, RefusedAct
from data.models.outbox import Delivery, Reminder
from data.models.people.absences import Absence
from data.models.people.group_chats import GroupChat
from data.models.people.invitations import Invitation, JoinAttempt
from data.models.people.join_requests import JoinRequest
from data.models.people.officers import ChatLink, Officer, Relinking
from data.models.people.people_notices import PeopleNotice, Reaffirmation
from data.models.people.received_files import ReceivedFile
from data.models.plan_drafts import NameAnswer, WaitingPlan
from data.models.plans import Correction, Deadline, Deliverable, Participation, Plan, Section, Task
from data.models.reminding import Preference, PushOrder, Snooze
from data.models.requested_reminders import RequestedDuty, RequestedReminder

__all__ = [
    "Absence",
    "Agency",
    "AgencyAlias",
    "AgencyDirectory",
    "AgencyGroup",
    "AgencyMembership",
    "AgencySuccession",
    "AuditEntry",
    "AuditSeal",
    "CalendarLink",
    "ChannelMonth",
    "ChatLink",
    "Correction",
    "DayOff",
    "Deadline",
    "Deliverable",
    "Delivery",
    "Dialogue",
    "Download",
    "Duty",
    "DutySuccession",
    "EarlierClosing",
    "EarlierDate",
    "EarlierDuty",
    "FileContent",
    "GroupChat",
    "GroupPhrase",
    "Invitation",
    "JoinAttempt",
    "JoinRequest",
    "JournalEntry",
    "MailCode",
    "NameAnswer",
    "News",
    "Officer",
    "PageFile",
    "PageMessage",
    "PageSession",
    "Participation",
    "PeopleNotice",
    "PlacesOfPace",
    "Plan",
    "Preference",
    "ProgressEntry",
    "Proof",
    "Pulse",
    "PushOrder",
    "PushSubscription",
    "QuotaWarning",
    "Reaffirmation",
    "ReceivedFile",
    "RefusedAct",
    "Relinking",
    "Reminder",
    "RequestedDuty",
    "RequestedReminder",
    "Section",
    "ShownMessage",
    "SignInLink",
    "Snooze",
    "Task",
    "UnheardAgency",
    "UntoldChange",
    "WaitingPlan",
]
