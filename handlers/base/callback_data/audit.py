"""Buttons of /nhatky: a page of what was done, of one kind, by an agency, on a day."""

from datetime import date

from data.enums import AuditKind
from handlers.base.callback_data.codec import Payload
from handlers.base.callback_data.fields import Id, Page


class ShowAudit(Payload, verb="audit"):
    """Button that shows a page of the audit trail; `agency_id` 0 is all, no day (Viet Nam) is any."""

    page: Page = 0
    kind: AuditKind = AuditKind.ALL
    agency_id: Id = 0
    day: date | None = None
