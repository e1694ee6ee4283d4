"""People who are to be invited, in words: who can be, and which lines cannot be used, before a code is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.enums import NAME_LETTERS, Role
from data.registry.office.agencies import AgencyFact
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.people import ListInvitations, MakeInvitations, MakeOverseers
from handlers.base.messages import Button, Reply
from handlers.locales import _, marked
from handlers.parsing.people_lists import TypedPerson
from handlers.views.base.formatting import shorten
from handlers.views.base.names import role_name
from handlers.views.base.paging import take_lines

_SHOWN_LETTERS, _WRONG_LETTERS = 1000, 600
"""Letters of the lines about people and of those that are wrong; a message holds 2000."""
_NAME_LETTERS, _LINE_LETTERS = 60, 60


class Fault(StrEnum):
    """What is wrong with a line."""

    NO_NAME = "no_name"
    NOT_A_NAME = "not_a_name"
    LONG_NAME = "long_name"
    NO_AGENCY = "no_agency"
    UNKNOWN_AGENCY = "unknown_agency"
    ENDED_AGENCY = "ended_agency"
    UNKNOWN_ROLE = "unknown_role"
    TWICE = "twice"
    IS_IN = "is_in"
    IS_INVITED = "is_invited"
    OUTSIDE = "outside"  # at the shell, where nobody can be asked once more


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who can be invited. `outside`: the role sees all agencies, and theirs is no standing body."""

    name: str
    agency: AgencyFact
    role: Role
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A line that cannot be used; `words` are those it is about, `nearest` what they may have meant."""

    line: TypedPerson
    fault: Fault
    words: str = ""
    nearest: tuple[str, ...] = ()


_FAULTS: Mapping[Fault, str] = {
    Fault.NO_NAME: marked("thiếu họ tên"),
    Fault.NOT_A_NAME: marked("“{words}” không phải họ tên"),
    Fault.LONG_NAME: marked("họ tên dài quá {most} ký tự"),
    Fault.NO_AGENCY: marked("thiếu cơ quan"),
    Fault.UNKNOWN_AGENCY: marked("không có cơ quan “{words}”"),
    Fault.ENDED_AGENCY: marked("{words} đã kết thúc hoạt động"),
    Fault.UNKNOWN_ROLE: marked("không có vai trò “{words}”; ghi: đầu mối, lãnh đạo, giám sát hoặc quản trị"),
    Fault.TWICE: marked("{words} đã có ở một dòng trên"),
    Fault.IS_IN: marked("{words} đã là cán bộ của cơ quan này"),
    Fault.IS_INVITED: marked("{words} đang có mã chờ; cần mã khác thì chạm Mã đang chờ"),
    Fault.OUTSIDE: marked(
        "vai trò này xem được mọi cơ quan, mà cơ quan ấy không thường trực theo dõi kế hoạch; đúng thì thêm --yes"
    ),
}


def invitees_question(agency: AgencyFact | None, *, waiting: int) -> Reply:
    """Ask who is to be invited, to an agency or to any; `waiting` codes have not been used."""
    if agency:
        heading = _("👤 Mời cán bộ của {agency}", agency=agency.name)
        how = _("Anh/chị gõ họ tên, ví dụ: Nguyễn Văn A. Lãnh đạo cơ quan thì gõ: Nguyễn Văn A, lãnh đạo.")
    else:
        heading = _("👤 Mời cán bộ")
        how = _("Anh/chị gõ họ tên và cơ quan, ví dụ: Nguyễn Văn A, Sở Tư pháp")
    lines = [
        how,
        _("Không ghi vai trò thì là cán bộ đầu mối. Các vai trò: đầu mối, lãnh đạo, giám sát, quản trị."),
        _("Mời nhiều người: mỗi người một dòng, dán từ bảng Excel, hoặc gửi tệp .xlsx (họ tên, cơ quan, vai trò)."),
    ]
    taps = [button(_("Thôi, để sau"), LeaveQuestion())]
    if waiting:
        taps.insert(0, _waiting_button(waiting))
    return Reply(heading, "\n".join(lines), (tuple(taps),))


def invitees_preview(people: Sequence[Invitee], rejected: Sequence[Rejected], mark: str) -> Reply:
    """Render who would be invited, and what is wrong with the other lines."""
    lines = _people_lines([f"{at}. {_line(one)}" for at, one in enumerate(people, 1)])
    if rejected:
        wrong = [_wrong(one) for one in rejected]
        shown = take_lines(wrong, _WRONG_LETTERS)
        lines += [_("⚠️ {count} dòng chưa dùng được:", count=len(rejected)), *shown]
        lines += [_("… và {count} dòng khác", count=len(wrong) - len(shown))] if len(shown) < len(wrong) else []
    lines.append(_("Chưa có gì được ghi. Thêm người hoặc sửa dòng chưa đúng: anh/chị gõ tiếp vào đây."))
    taps = [button(_("Thôi, để sau"), LeaveQuestion())]
    if people:
        taps.insert(0, button(_make_label(len(people)), MakeInvitations(mark)))
    rows: list[tuple[Button, ...]] = [tuple(taps)]
    if any(one.fault is Fault.IS_INVITED for one in rejected):
        rows.append((button(_("Mã đang chờ"), ListInvitations()),))
    heading = _("👤 Mời {count} cán bộ", count=len(people)) if people else _("👤 Chưa mời được ai")
    return Reply(heading, "\n".join(lines), tuple(rows))


def overseers_question(outside: Sequence[Invitee], mark: str) -> Reply:
    """Ask once more before a role that sees all agencies goes to somebody outside the standing body."""
    lines = [
        _(
            "Giám sát và quản trị xem được nhiệm vụ của mọi cơ quan, thường chỉ cấp cho cơ quan thường trực theo dõi "
            "kế hoạch. Những người này ở cơ quan khác:"
        ),
        *_people_lines([f"• {_line(one)}" for one in outside]),
        _("Chưa có gì được ghi."),
    ]
    taps = (button(_("Đúng, cấp mã"), MakeOverseers(mark)), button(_("Thôi, để sau"), LeaveQuestion()))
    return Reply(_("⚠️ Cấp vai trò xem được mọi cơ quan?"), "\n".join(lines), (taps,))


def _people_lines(lines: Sequence[str]) -> list[str]:
    shown = take_lines(lines, _SHOWN_LETTERS)
    more = [_("… và {count} người khác", count=len(lines) - len(shown))] if len(shown) < len(lines) else []
    return [*shown, *more]


def _make_label(count: int) -> str:
    return _("Cấp mã mời") if count == 1 else _("Cấp {count} mã mời", count=count)


def _waiting_button(count: int) -> Button:
    return button(_("Mã đang chờ ({count})", count=count), ListInvitations())


def _line(one: Invitee) -> str:
    name = shorten(one.name, _NAME_LETTERS)
    return _("{name} · {role}, {agency}", name=name, role=role_name(one.role), agency=one.agency.short_name)


def fault_text(one: Rejected) -> str:
    """Return why a line cannot be used, with the nearest names where it names no agency."""
    said = _(_FAULTS[one.fault], words=shorten(one.words, _NAME_LETTERS), most=NAME_LETTERS)
    nearest = "; ".join(one.nearest)
    return said + (_(". Gần nhất: {nearest}", nearest=nearest) if nearest else "")


def _wrong(one: Rejected) -> str:
    said = fault_text(one)
    typed = shorten(" ".join(one.line.text.split()), _LINE_LETTERS)
    return _("Dòng {number} “{typed}”: {said}", number=one.line.number, typed=typed, said=said)
