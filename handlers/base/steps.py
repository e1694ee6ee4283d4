"""Steps of a conversation: what an open question asks for."""

from enum import StrEnum


class Step(StrEnum):
    """What the next sentence is expected to be. The values are stored with the open question and never change."""

    DOCUMENT = "document"
    PERCENT = "percent"
    NOTE = "note"
    FILE = "file"
    DUTY_OF_FILES = "whose"
    RETURN_REASON = "reason"
    EXTENSION = "extension"
    REFUSAL_REASON = "refusal"
    TASK_NOTE = "tasknote"
    HOUR = "hour"
    PAUSE_END = "pause"
    SNOOZE_DAY = "snooze"
    EXTERNAL_DEADLINE = "date"
    SWITCH_OFFICE = "switch"
    """Whether a linked chat goes over to another office."""
    PROPOSAL = "proposal"
    """Content that was typed and shown, and waits for a yes."""
    ALBUM = "album"
    """The next picture of an album; nothing is asked, and whatever is typed is no answer."""
