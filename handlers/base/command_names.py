"""Names of the commands, as they are typed after a slash."""

from enum import StrEnum


class CommandName(StrEnum):
    """A command. Chats hold buttons that run commands by these values, so a value never changes."""

    START = "start"
    JOIN = "thamgia"
    DUTIES = "nhiemvu"
    NEXT_DUTY = "tieptheo"
    UPDATE = "capnhat"
    AGENDA = "lich"
    REMINDERS = "nhac"
    SUMMARY = "tonghop"
    PLANS = "kehoach"
    AUDIT_LOG = "nhatky"
    WHO_AM_I = "toi"
    HELP = "trogiup"
    LEAVE = "huy"
