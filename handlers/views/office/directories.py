"""/cauhinh in words: the directories of an office, and what is proposed for a province, a commune, a ministry."""

from collections.abc import Sequence
from dataclasses import replace

from data.enums import OfficeLevel
from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.national import Block, Commune, Province
from data.plans.storing.directory_changes import Counts
from data.registry.office.directories import DirectoryLine
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion
from handlers.base.callback_data.directories import (
    AskCommune,
    AskMerger,
    AskMinistry,
    AskOwnAgency,
    AskProvince,
    ProposeCommune,
    ProposeProvince,
    ShowDirectories,
    WriteCommune,
    WriteProvince,
)
from handlers.base.callback_data.plans import AskPlanFile
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows, page_buttons, slice_page

_PLACES = 18
"""Provinces or communes on one page."""
_PLACES_A_ROW = 3
_NAMED = 20
"""Agencies that a proposal names; of more it says how many."""


def directory_list(known: Sequence[DirectoryLine]) -> Reply:
    """Show the directories there are, and buttons to propose another."""
    if known:
        lines = [_("Các danh mục trong sổ:"), *map(_line, known), ""]
        lines.append(_("Kế hoạch được đọc với danh mục của ngày ban hành. Muốn thêm, anh/chị chọn cấp:"))
    else:
        lines = [
            _(
                "Sổ chưa có danh mục cơ quan. Anh/chị chọn cấp của cơ quan dùng bot; tôi đề xuất các cơ quan và nhóm"
                " có sẵn, anh/chị không phải lập tệp nào."
            )
        ]
    levels = (
        button(_("Cấp tỉnh"), AskProvince(OfficeLevel.PROVINCE)),
        button(_("Cấp xã"), AskProvince(OfficeLevel.COMMUNE)),
        button(_("Đơn vị của bộ"), AskMinistry()),
    )
    merging = ((button(_("Sáp nhập cơ quan"), AskMerger()),),) if known else ()
    return Reply(_heading(), "\n".join(lines), (levels, *merging), replaces=True)


def first_question() -> Reply:
    """Ask once more what is to be known before anything else, where what was typed is none of it."""
    asked = directory_list([])
    typed = _("Hoặc gõ tên tỉnh, xã, phường của cơ quan, ví dụ: Phú Thọ; phường Long Xuyên, tỉnh An Giang.")
    return replace(asked, body=f"{asked.body}\n{typed}", replaces=False)


def province_question(level: OfficeLevel, provinces: Sequence[Province], page: int) -> Reply:
    """Ask for the province of an office."""
    shown, page, pages = slice_page(provinces, page, _PLACES)
    of_commune = level is OfficeLevel.COMMUNE
    taps = [
        button(one.short_name, AskCommune(one.code) if of_commune else ProposeProvince(one.code)) for one in shown
    ]
    turning = page_buttons(lambda to: AskProvince(level, to), page, pages)
    return _place_question(_("Tỉnh, thành phố nào? Anh/chị chạm hoặc gõ tên."), taps, turning)


def commune_question(province: Province, communes: Sequence[Commune], page: int) -> Reply:
    """Ask for the commune of an office."""
    shown, page, pages = slice_page(communes, page, _PLACES)
    taps = [button(f"{one.kind.capitalize()} {one.name}", ProposeCommune(province.code, one.code)) for one in shown]
    turning = page_buttons(lambda to: AskCommune(province.code, to), page, pages)
    asked = _("{province}: xã, phường, đặc khu nào? Anh/chị chạm hoặc gõ tên.", province=province.name)
    return _place_question(asked, taps, turning)


def ministry_question() -> Reply:
    """Ask for the name of the ministry, or of the ministry's unit."""
    asked = _("Tên bộ, hoặc tên đơn vị thuộc bộ? Ví dụ: Bộ Nội vụ")
    return Reply(_heading(), asked, ((button(_("Thôi, để sau"), LeaveQuestion()),),))


def ministry_preview(proposed: Directory) -> tuple[str, str]:
    """Return the heading and the text of the units of a ministry, as they will be written."""
    return _heading(), "\n".join([_("Danh mục {name}:", name=proposed.name), *_agency_lines(proposed)])


def province_proposal(
    tapped: ProposeProvince, proposed: Directory, optional: Sequence[AgencyEntry], blocks: Sequence[Block]
) -> Reply:
    """Show the agencies of a province before they are written, with those that an office may take in or leave."""

    def toggle(name: str, bit: int, *, is_in: bool) -> Button:
        return _toggle(name, ProposeProvince(tapped.province, tapped.chosen ^ 1 << bit), is_in=is_in)

    chosen = tapped.chosen
    toggles = [toggle(one.short_name, at, is_in=bool(chosen >> at & 1)) for at, one in enumerate(optional)]
    toggles += [
        toggle(_block_name(block, OfficeLevel.PROVINCE), at, is_in=not chosen >> at & 1)
        for at, block in enumerate(blocks, len(optional))
    ]
    asked = [_("Sở không phải tỉnh nào cũng có: chạm để thêm hoặc bỏ."), _ask_blocks()]
    write = button(_("Ghi danh mục"), WriteProvince(tapped.province, tapped.chosen))
    return _proposal(proposed, asked, arrange_in_rows(toggles, 2), write)


def commune_proposal(tapped: ProposeCommune, proposed: Directory, blocks: Sequence[Block]) -> Reply:
    """Show the units of a commune before they are written, with the agencies that an office may leave."""
    left_out = tapped.left_out or 0
    toggles = [
        _toggle(
            _block_name(block, OfficeLevel.COMMUNE),
            ProposeCommune(tapped.province, tapped.commune, left_out ^ 1 << at),
            is_in=not left_out >> at & 1,
        )
        for at, block in enumerate(blocks)
    ]
    write = button(_("Ghi danh mục"), WriteCommune(tapped.province, tapped.commune, tapped.left_out))
    return _proposal(proposed, [_ask_blocks()], arrange_in_rows(toggles, 2), write)


def _toggle(name: str, payload: ProposeProvince | ProposeCommune, *, is_in: bool) -> Button:
    return button(f"{'✓' if is_in else '+'} {name}", payload)


def _ask_blocks() -> str:
    return _("Kế hoạch thường giao việc cho cả những cơ quan ngoài khối chuyên môn: đã thêm sẵn, chạm để bỏ.")


def _block_name(block: Block, level: OfficeLevel) -> str:
    match block:
        case Block.UNITS:
            return _("BQL KCN, TT hành chính công, VP Đoàn ĐBQH và HĐND")
        case Block.CENTRAL:
            return _("Công an, quân sự, ngành dọc, tư pháp")
        case Block.FORCES:
            return _("Công an, quân sự, y tế")
        case Block.FRONT:
            return _("Mặt trận, đoàn thể")
        case Block.PARTY:
            is_province = level is OfficeLevel.PROVINCE
            return _("Cơ quan Đảng, Trường Chính trị") if is_province else _("Cơ quan Đảng")
        case Block.MEDIA:
            return _("Báo, đài, cổng thông tin")


def directory_written(written: Directory, counts: Counts, *, asks_own: bool) -> Reply:
    """Render that a directory was written; it `asks_own` where the reader has not said of which agency they are."""
    is_new = bool(counts.added or counts.changed)
    if not is_new:
        said = _("Sổ đã có danh mục {name}, không có gì thay đổi.", name=written.name)
    else:
        said = _(
            "✅ Đã ghi danh mục {name}: thêm {added}, sửa {changed}, giữ nguyên {kept} cơ quan.",
            name=written.name,
            added=counts.added,
            changed=counts.changed,
            kept=counts.kept,
        )
    if asks_own:
        taps = (button(_("Chọn cơ quan của tôi"), AskOwnAgency()),)
        return Reply(body=said, buttons=(taps, (_back(),)), replaces=True)
    said += "\n" + _("Tiếp theo: chạm “Nhập kế hoạch” rồi gửi tệp.") if is_new else ""
    taps = (button(_("📥 Nhập kế hoạch"), AskPlanFile()),)
    return Reply(body=said, buttons=(taps, (_back(),)), replaces=True)


def _line(known: DirectoryLine) -> str:
    days = []
    if known.first_day:
        days.append(_("từ {day}", day=formatting.plain_day(known.first_day)))
    if known.last_day:
        days.append(_("đến {day}", day=formatting.plain_day(known.last_day)))
    return "• " + ", ".join([_("{name}: {count} cơ quan", name=known.name, count=known.agencies), *days])


def _place_question(asked: str, taps: Sequence[Button], turning: tuple[Button, ...]) -> Reply:
    rows = [*arrange_in_rows(taps, _PLACES_A_ROW), *([turning] if turning else [])]
    rows.append((button(_("Thôi, để sau"), LeaveQuestion()),))
    return Reply(_heading(), asked, tuple(rows), replaces=True)


def _proposal(proposed: Directory, asked: list[str], taps: list[tuple[Button, ...]], write: Button) -> Reply:
    first = proposed.first_day
    since = _("Danh mục {name}, từ {day}:", name=proposed.name, day=formatting.plain_day(first)) if first else ""
    lines = [since or _("Danh mục {name}:", name=proposed.name), *_agency_lines(proposed)]
    lines += ["", *asked, _("Chưa có gì được ghi. Đúng thì chạm “Ghi danh mục”.")]
    return Reply(_heading(), "\n".join(lines), (*taps, (write, _back())), replaces=True)


def _agency_lines(proposed: Directory) -> list[str]:
    """Return the names of agencies group by group; of a long group how many there are."""
    lines = []
    for group in proposed.groups:
        names = [one.short_name for one in proposed.agencies if group.code in one.groups]
        named = ": " + "; ".join(names) if len(names) <= _NAMED else ""
        lines.append("• " + _("{group} ({count})", group=group.name, count=len(names)) + named)
    alone = [one.short_name for one in proposed.agencies if not one.groups]
    return lines + (["• " + "; ".join(alone)] if alone else [])


def _heading() -> str:
    return "⚙️ " + _("Danh mục cơ quan")


def _back() -> Button:
    return button(_("‹ Các danh mục"), ShowDirectories())
