"""Group chats that get an agency's digest, in words."""

from collections.abc import Sequence
from datetime import date

from data.registry.reach.group_chats import GroupLine
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.reach import AskGroup, EndGroup, ListGroups
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base.formatting import moment, plain_day, shorten
from handlers.views.base.names import channel_name
from handlers.views.base.paging import take_lines
from handlers.views.office.invitations import spaced

_LETTERS = 1500
_SHOWN_BUTTONS = 10


def groups(found: Sequence[GroupLine], today: date) -> Reply:
    """Render the groups that get a digest, each with the button that ends it."""
    lines = [_line(one, today) for one in found] or [_("Chưa có nhóm chat nào nhận bản tin sáng.")]
    shown = take_lines(lines, _LETTERS)
    said = [
        *shown,
        *([_("… và {count} nhóm khác", count=len(lines) - len(shown))] if len(shown) < len(lines) else []),
        _(
            "Mỗi nhóm chỉ nhận bản tin sáng của một cơ quan, không có nút; ai trong nhóm cũng đọc được tên nhiệm vụ. "
            "Mọi câu hỏi, báo cáo vẫn trong chat riêng."
        ),
    ]
    taps: list[tuple[Button, ...]] = [(button(_end_label(one), EndGroup(one.id)),) for one in found[:_SHOWN_BUTTONS]]
    taps.append((button(_("➕ Gửi vào một nhóm"), AskGroup()),))
    return Reply(_("👥 Nhóm nhận bản tin"), "\n".join(said), tuple(taps))


def how_to_begin(agency_name: str, code: str, link: str, last_day: date) -> Reply:
    """Render the code that is typed in the group; `link` opens the choice of a group, "" where there is none."""
    typed = f"/nhom {spaced(code)}"
    lines = [
        _("Bản tin sáng của {agency} sẽ gửi vào nhóm chat mà anh/chị chọn.", agency=agency_name),
        *([_("Telegram: mở {address} và chọn nhóm.", address=link)] if link else []),
        _("Hoặc thêm bot vào nhóm rồi gõ trong nhóm: {typed}", typed=typed),
        _("Mã dùng một lần, đến hết ngày {day}.", day=plain_day(last_day)),
    ]
    taps = ((button(_("‹ Nhóm nhận bản tin"), ListGroups()),),)
    kept = _("Mã của nhóm chỉ hiện một lần. Cần mã khác: /nhom")
    heading = _("👥 Gửi bản tin vào một nhóm")
    return Reply(heading, "\n".join(lines), taps, unkept=kept, addresses=(link,) if link else ())


def begun(group: GroupLine) -> Reply:
    """Render, in the group, that it gets the digest from now on."""
    lines = [
        _("Từ nay bản tin sáng của {agency} gửi vào nhóm này.", agency=group.agency_name),
        _("Tôi không trả lời trong nhóm: hỏi việc, báo xong thì nhắn riêng cho tôi. Thôi gửi: mời bot ra khỏi nhóm."),
    ]
    return Reply(_("✅ Nhóm nhận bản tin"), "\n".join(lines))


def wrong_code() -> Reply:
    """Render, in a group, that a code does not wait any more."""
    return Reply(body=_("Mã này không đúng, đã dùng hoặc đã quá hạn. Mã khác: nhắn riêng cho tôi /nhom"))


def ended(group: GroupLine) -> Reply:
    """Render that a group gets no digest any more."""
    said = _("Nhóm này không còn nhận bản tin sáng của {agency}.", agency=group.agency_name)
    return Reply(body=said, buttons=((button(_("‹ Nhóm nhận bản tin"), ListGroups()),),))


def _line(one: GroupLine, today: date) -> str:
    return _(
        "• {agency}: nhóm {number} trên {channel}, từ {moment}, người xin: {name}",
        agency=one.agency_short_name,
        number=one.id,
        channel=channel_name(one.channel),
        moment=moment(one.began_at, today),
        name=shorten(one.asked_by, 40),
    )


def _end_label(one: GroupLine) -> str:
    return _("Thôi gửi nhóm {number} ({agency})", number=one.id, agency=shorten(one.agency_short_name, 30))
