"""Steps of a conversation: what an open question asks for."""

from enum import StrEnum


class Step(StrEnum):
    """The answer that an open question expects. The values are stored with the question and never change."""

    DOCUMENT = "document"
    PERCENT = "percent"
    NOTE = "note"
    FILE = "file"
    DUTY_OF_FILES = "whose"
    RETURN_REASON = "reason"
    EXTENSION = "extension"
    REFUSAL_REASON = "refusal"
    EXEMPTION = "exempt"
    EXEMPTION_WISH = "exemptwish"
    EXEMPTION_REFUSAL = "exemptrefusal"
    OWED_AGAIN = "owedagain"
    CORRECTION = "fix"
    RESULT = "result"
    EARLIER = "earlier"
    """Duties of a list to be chosen, or their documents."""
    TASK_NOTE = "tasknote"
    HOUR = "hour"
    PAUSE_END = "pause"
    SNOOZE_DAY = "snooze"
    EXTERNAL_DEADLINE = "date"
    SWITCH_OFFICE = "switch"
    """Confirmation that a linked chat goes over to another office."""
    INVITEES = "invitees"
    """People who are to be invited, typed so far."""
    INVITED = "invited"
    """Codes were made by the last tap; nothing is asked, and whatever is typed is no answer."""
    OFFICER_NAME = "officername"
    OFFICER_AGENCY = "officeragency"
    REPORTS = "reports"
    """Several reports that were typed and shown, and wait for a yes to each or all."""
    PROPOSAL = "proposal"
    """A yes to content that was typed and shown."""
    ALBUM = "album"
    """The next picture of an album; nothing is asked, and whatever is typed is no answer."""


NOTHING_ASKED = frozenset({Step.ALBUM, Step.INVITED})
"""Steps that only remember what was done last."""
