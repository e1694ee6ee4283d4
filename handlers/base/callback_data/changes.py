"""Buttons that change duties, or ask for what a change needs."""

from datetime import date

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Mark, Page, Percent, SeenDuties


class DutyAsSeen(Payload):
    """Base of buttons on a duty, with the version that the reader saw: they never change a later version."""

    duty_id: Id
    version: Id


class AskDocument(DutyAsSeen, verb="done"):
    """Button that asks for the document of a finished duty."""


class ReportUnmarked(DutyAsSeen, verb="reported"):
    """Older button that reports a duty done with a document that was typed, whichever it was: asks for it again."""


class ReportTyped(DutyAsSeen, verb="reported", version=2):
    """Button that reports a duty done, with the document that was typed in the sentence, known by its mark."""

    mark: Mark


class PercentUnmarked(DutyAsSeen, verb="typedpercent"):
    """Older button that saves a percentage with a note that was typed, whichever it was: without a note now."""

    percent: Percent


class PercentTyped(DutyAsSeen, verb="typedpercent", version=2):
    """Button that saves the percentage that was typed in the sentence, with the note beside it, known by its mark."""

    percent: Percent
    mark: Mark


class AskPercent(DutyAsSeen, verb="progress"):
    """Button that asks how much of a duty is done."""


class SetPercent(DutyAsSeen, verb="percent"):
    """Button that saves how much of a duty is done."""

    percent: Percent


class AskNote(Payload, verb="note"):
    """Button that asks for a note to a duty."""

    duty_id: Id


class UndoChange(DutyAsSeen, verb="undo"):
    """Button that undoes the last change of a duty."""


class AttachFiles(Payload, verb="attach"):
    """Button that attaches to this duty the files that came without a question."""

    duty_id: Id


class AskExtension(Payload, verb="extend"):
    """Button that asks for the reason of an extension, and for the date if `until` is None."""

    duty_id: Id
    until: date | None = None


class ShowRequests(Payload, verb="asks"):
    """Button that shows a page of the requests for extensions."""

    page: Page = 0


class ShowRequest(Payload, verb="request"):
    """Button that shows the request for an extension of a duty."""

    duty_id: Id


class AgreeToExtension(DutyAsSeen, verb="agree"):
    """Button that agrees to an extension."""


class AskRefusal(DutyAsSeen, verb="refuse"):
    """Button that asks why an extension is refused."""


class AskAssignee(Payload, verb="hand"):
    """Button that offers the officers to whom a duty can be assigned."""

    duty_id: Id


NOBODY = 0


class AssignDuty(DutyAsSeen, verb="handto"):
    """Button that assigns a duty to an officer; `NOBODY` for none in particular."""

    officer_id: Id


class ReportFiles(DutyAsSeen, verb="reportfiles"):
    """Report a duty done with the files that wait."""


class AskTaskNote(Payload, verb="tasknote"):
    """Button that asks for a note to the agencies that lead a task."""

    deadline_id: Id


class AskDeadline(Payload, verb="date"):
    """Button that asks for the deadline of a task that waits for another office's document."""

    deadline_id: Id


class ConfirmReport(DutyAsSeen, verb="confirm"):
    """Button that confirms a report."""


class AskReturn(DutyAsSeen, verb="return"):
    """Button that asks why a report is sent back."""


class PageAsSeen(Payload):
    """Base of buttons on the duties of a page, each in the version that the reader saw."""

    duties: SeenDuties


class ConfirmPage(PageAsSeen, verb="confirms"):
    """Button that confirms the reports of a page."""


class AskReturnOfPage(PageAsSeen, verb="returns"):
    """Button that asks why the reports of a page are sent back."""


class UndoPage(PageAsSeen, verb="undos"):
    """Button that undoes the decision on a page."""
