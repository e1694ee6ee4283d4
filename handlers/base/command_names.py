"""Names of the commands, as they are typed after a slash."""

from enum import StrEnum


class CommandName(StrEnum):
    """A command. Chats hold buttons that run commands by these values, so a value never changes."""

    START = "start"
    JOIN = "thamgia"
    REQUEST = "xinvao"
    DUTIES = "nhiemvu"
    NEXT_DUTY = "tieptheo"
    UPDATE = "capnhat"
    AGENDA = "lich"
    REMINDERS = "nhac"
    SUMMARY = "tonghop"
    PLANS = "kehoach"
    INVITE = "moi"
    PEOPLE = "canbo"
    SETUP = "cauhinh"
    AUDIT_LOG = "nhatky"
    GROUPS = "nhom"
    PAGE = "trang"
    SIGN_OUT = "thoat"
    WHO_AM_I = "toi"
    MY_DATA = "dulieu"
    HELP = "trogiup"
    LEAVE = "huy"


JOINING = frozenset({CommandName.START, CommandName.JOIN})
"""Commands that are typed with an invitation code."""

OF_THE_PAGE = frozenset({CommandName.PAGE, CommandName.SIGN_OUT})
"""Commands that mean nothing where no page is served."""

SPOKEN = {
    "trang": CommandName.PAGE,
    "mo trang": CommandName.PAGE,
    "vao trang": CommandName.PAGE,
    "trang web": CommandName.PAGE,
    "trang lam viec": CommandName.PAGE,
    "thoat trang": CommandName.SIGN_OUT,
    "dang xuat": CommandName.SIGN_OUT,
    "moi can bo": CommandName.INVITE,
    "moi nguoi": CommandName.INVITE,
    "cap ma moi": CommandName.INVITE,
    "can bo": CommandName.PEOPLE,
    "danh sach can bo": CommandName.PEOPLE,
    "nhom nhan ban tin": CommandName.GROUPS,
    "gui ban tin vao nhom": CommandName.GROUPS,
    "du lieu cua toi": CommandName.MY_DATA,
    "xoa du lieu cua toi": CommandName.MY_DATA,
}
"""Commands that are typed as words, without accents and in small letters."""
