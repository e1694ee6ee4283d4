"""/trang and /thoat: the address of the page, and whose page is open."""

from collections.abc import Collection, Sequence

from data.enums import OVERSEEING, Role
from data.registry.people.identities import Identity
from data.registry.people.officers import OfficerLine
from data.registry.people.page_sessions import PageUser
from data.rules.limits.terms import SIGN_IN_LINK_TERM, SUPERVISOR_SESSION_TERM, UNSEEN_SESSION_TERM
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.account import EndPages, ListPages
from handlers.base.callback_data.codec import button
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.names import role_name
from handlers.views.base.paging import page_buttons, slice_page

ADDRESS = "{public_url}/trang/vao/{token}"
"""The address of a way in; `bot.page.sign_in` serves it."""
INVITED = "{public_url}/trang/#moi={code}"
"""The address at which a code of an invitation opens the page; browsers send no server what follows "#"."""

_HOUR, _MINUTE = 3600, 60
_NAME_LETTERS = 40


def no_page() -> Reply:
    """Render that this bot serves no page."""
    return Reply(body=_("Bot này chưa mở trang làm việc. Anh/chị tiếp tục nhắn ở đây như thường lệ."))


def way_in(address: str, me: Identity, roles: Collection[Role], *, on_page: bool) -> Reply:
    """Render a new address of the page, which is shown only once; `on_page`: to somebody who is there already.

    `roles` are all that the person has: how long a browser is good for goes by them.
    """
    heading = _("🖥 Mở trang này trên máy khác") if on_page else _("🖥 Trang làm việc của anh/chị")
    minutes = int(SIGN_IN_LINK_TERM.total_seconds()) // _MINUTE
    told = [
        _(
            "Mở đường dẫn rồi chọn “Vào với tên {name}”. Đường dẫn dùng một lần, trong {minutes} phút; ai có đường"
            " dẫn đều vào được với tên anh/chị: xin đừng chuyển tiếp.",
            name=me.name,
            minutes=minutes,
        )
    ]
    if not on_page:
        told.append(_("Trên trang vẫn là các lệnh và câu trả lời như ở đây; gửi tệp và tải tệp về máy được."))
    told.append(_how_long(roles))
    kept = _("Đường dẫn chỉ hiện một lần và không được lưu lại. Cần vào máy khác, anh/chị gõ lại: /trang")
    taps = ((button(_("Ai đang mở trang"), ListPages()),),) if me.role is Role.ADMIN else ()
    return Reply(heading, "\n\n".join([address, "\n".join(told)]), taps, unkept=kept, addresses=(address,))


def unread_behind_sign_in() -> Reply:
    """Render that a message waits, for a browser whose session is over: nothing of the message itself."""
    return Reply(_("Có tin nhắc việc"), mail_subject=_("Anh/chị vào lại trang để đọc"))


def left(sessions: int) -> Reply:
    """Render that the officer's page was closed on all devices."""
    if not sessions:
        return Reply(body=_("Anh/chị không mở trang ở máy nào."))
    return Reply(body=_("Đã thoát trang trên tất cả các máy ({count}). Vào lại: /trang", count=sessions))


def ended(officer: OfficerLine, sessions: int) -> Reply:
    """Render that an officer's page was closed on all devices."""
    said = _(
        "Đã thoát trang của {name} ({agency}) trên tất cả các máy ({count}).",
        name=officer.name,
        agency=officer.agency_short_name,
        count=sessions,
    )
    return Reply(body=said, buttons=((button(_("‹ Ai đang mở trang"), ListPages()),),), replaces=True)


def page_users(users: Sequence[PageUser], page: int) -> Reply:
    """Render a page of the officers whose page is open, each with the button that closes it."""
    shown, page, pages = slice_page(users, page)
    heading = _("🖥 Đang mở trang: {count} người", count=len(users))
    lines = [
        _(
            "{name} · {role}, {agency} · {count} máy, mở gần nhất {day}",
            name=one.name,
            role=role_name(one.role),
            agency=one.agency_short_name,
            count=one.sessions,
            day=formatting.plain_day(viet_nam_date(one.seen_at)),
        )
        for one in shown
    ]
    taps: list[tuple[Button, ...]] = [
        (button(_("Thoát: {name}", name=formatting.shorten(one.name, _NAME_LETTERS)), EndPages(one.officer_id)),)
        for one in shown
    ]
    if pages > 1:
        taps.append(page_buttons(ListPages, page, pages))
    body = "\n".join(lines) if lines else _("Hiện không có ai mở trang.")
    return Reply(heading, body, tuple(taps), replaces=True)


def answer_not_kept() -> Reply:
    """Render the answer to a message that was taken up before, whose own answer was lost with the process."""
    return Reply(body=_("Tin này đã được xử lý trước đó. Anh/chị mở lại nhiệm vụ để xem kết quả."))


def _how_long(roles: Collection[Role]) -> str:
    hours = int(SUPERVISOR_SESSION_TERM.total_seconds()) // _HOUR
    overseeing = set(OVERSEEING) & set(roles)
    if overseeing and overseeing != set(roles):
        return _(
            "Mỗi lần vào dùng được {hours} giờ với vai trò giám sát, quản trị. Với vai trò khác của anh/chị, máy nào"
            " {days} ngày không mở trang mới phải vào lại: máy dùng chung thì xong việc phải thoát. Thoát trên mọi"
            " máy: /thoat",
            hours=hours,
            days=UNSEEN_SESSION_TERM.days,
        )
    if overseeing:
        return _("Mỗi lần vào dùng được {hours} giờ. Thoát trên mọi máy: /thoat", hours=hours)
    return _(
        "Máy nào {days} ngày không mở trang thì phải vào lại. Thoát trên mọi máy: /thoat",
        days=UNSEEN_SESSION_TERM.days,
    )
