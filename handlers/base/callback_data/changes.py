"""Buttons that change duties, or ask for what a change needs."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Page, Percent, SeenDuties


class DutyAsSeen(Payload):
    """A duty in the version that the reader of the button saw: a later version is never changed by it."""

    duty_id: Id
    version: Id


class AskDocument(DutyAsSeen, verb="done"):
    """Ask for the document by which a duty is done."""


class ReportTyped(DutyAsSeen, verb="reported"):
    """Report a duty done by the document that was typed with the sentence."""


class AskPercent(DutyAsSeen, verb="progress"):
    """Ask how far a duty is."""


class SetPercent(DutyAsSeen, verb="percent"):
    """Save how far a duty is."""

    percent: Percent


class AskNote(Payload, verb="note"):
    """Ask for a note to a duty."""

    duty_id: Id


class UndoChange(DutyAsSeen, verb="undo"):
    """Take back the last change of a duty."""


class AttachFiles(Payload, verb="attach"):
    """Attach the files that came in unasked to this duty."""

    duty_id: Id


class AskExtension(Payload, verb="extend"):
    """Ask why a later deadline is wanted, and until when unless that was said already."""

    duty_id: Id
    until: date | None = None


class ShowRequests(Payload, verb="asks"):
    """Show a page of the requests for later deadlines."""

    page: Page = 0


class ShowRequest(Payload, verb="request"):
    """Show the request for a later deadline of a duty."""

    duty_id: Id


class AgreeToExtension(DutyAsSeen, verb="agree"):
    """Agree to a request for a later deadline."""


class AskRefusal(DutyAsSeen, verb="refuse"):
    """Ask why a request for a later deadline is refused."""


class AskAssignee(Payload, verb="hand"):
    """Offer the officers who can see to a duty."""

    duty_id: Id


NOBODY = 0


class AssignDuty(DutyAsSeen, verb="handto"):
    """Assign a duty to an officer; `NOBODY` for none in particular."""

    officer_id: Id


class ReportFiles(DutyAsSeen, verb="reportfiles"):
    """Report a duty done with the files that wait."""


class AskTaskNote(Payload, verb="tasknote"):
    """Ask for a note to those who lead a task."""

    deadline_id: Id


class AskDeadline(Payload, verb="date"):
    """Ask for the date of a task that waits for somebody else's document."""

    deadline_id: Id


class ConfirmReport(DutyAsSeen, verb="confirm"):
    """Confirm a report."""


class AskReturn(DutyAsSeen, verb="return"):
    """Ask why a report is sent back."""


class PageAsSeen(Payload):
    """The duties of a page, each in the version that was seen."""

    duties: SeenDuties


class ConfirmPage(PageAsSeen, verb="confirms"):
    """Confirm the reports of a page."""


class AskReturnOfPage(PageAsSeen, verb="returns"):
    """Ask why the reports of a page are sent back."""


class UndoPage(PageAsSeen, verb="undos"):
    """Take back the decision on a page."""
