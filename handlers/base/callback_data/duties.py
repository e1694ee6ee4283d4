"""Buttons that show duties: lists, cards, histories, files."""

from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, ListFilter, Page, PageBehind, TaskCode
from handlers.base.list_filters import STILL_OWED


class ShowDuties(Payload, verb="list"):
    """Button that shows a page of an agency's list; of one's own agency if none is given."""

    by: ListFilter = STILL_OWED
    page: Page = 0
    agency_id: Id | None = None


class ShowDuty(Payload, verb="card"):
    """Button that shows the card of a duty, with the page from which it is opened."""

    duty_id: Id
    back: PageBehind | None = None


class ShowTask(Payload, verb="task"):
    """Button that shows a task in which one's own agency takes part."""

    deadline_id: Id


class ShowTaskByCode(Payload, verb="code"):
    """Button that shows what is owed under a code, as if it had been typed after /nhiemvu."""

    code: TaskCode


class ShowTaskOfPlan(Payload, verb="code", version=2):
    """Button that shows what is owed under a code of one plan, where several plans have it."""

    plan_id: Id
    code: TaskCode


class ShowHistory(Payload, verb="history"):
    """Button that shows all changes of a duty."""

    duty_id: Id


class ShowFiles(Payload, verb="files"):
    """Button that shows a page of the files of a duty."""

    duty_id: Id
    page: Page = 0


class SendFile(Payload, verb="file"):
    """Button that sends one file of a duty."""

    proof_id: Id
