"""The screen of /nhac: hour, stages and pause, each changed by a tap."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from data.registry.people.preferences import Preferences
from data.registry.reach.mail_addresses import MailAddress
from data.registry.reach.push_orders import Way
from data.rules.digest_hours import DIGEST_HOURS
from data.rules.stages import DAYS_BEFORE, Stage
from handlers.base.callback_data.account import (
    AskHour,
    AskPause,
    EndPause,
    KeepStage,
    LeaveOutStage,
    SetHour,
    SetPause,
)
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.callback_data.reach import AskMail, ShowMail, TryFirst
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Reply
from handlers.locales import _, marked
from handlers.views.base import formatting
from handlers.views.base.paging import arrange_in_rows
from scheduler.officer_choices import DISPENSABLE

_IN_A_ROW = 3
_HOURS_IN_A_ROW = 4
_ADDRESS_LETTERS = 40
_WAYS: Mapping[str, str] = {"email": marked("thư"), "web": marked("trang làm việc")}
"""Ways that are called by other names than those of their providers: Zalo, Telegram."""


def my_reminders(
    chosen: Preferences,
    today: date,
    due: time,
    *,
    of_duties: bool,
    ways: Sequence[Way],
    mail: MailAddress | None,
    offers_mail: bool,
) -> Reply:
    """Render the settings with buttons to change them.

    `due` is the time at which the digest comes. `of_duties`: the reader is reminded of duties before they are due.
    `ways` are those on which the reader is told, in the order in which they are tried; `mail` is the reader's
    address, `offers_mail` whether they may give one.
    """
    lines = ways_lines(ways)
    lines += [_("Giờ gửi bản tin: {hour}, ngày làm việc; không có việc thì không nhắn.", hour=f"{due:%H:%M}")]
    taps = [button(_("🕗 Đổi giờ"), AskHour())]
    switches: list[tuple[Button, ...]] = []
    if of_duties:
        paused = chosen.resumes_on is not None and today < chosen.resumes_on
        lines += [*_stage_lines(chosen), *_pause_lines(chosen.resumes_on if paused else None)]
        taps.append(button(_("▶️ Nhắc lại ngay"), EndPause()) if paused else button(_("⏸ Tạm dừng"), AskPause()))
        switches = _stage_buttons(chosen)
    return Reply(
        _("⏰ Lời nhắc của tôi"),
        "\n".join(lines),
        (tuple(taps), *switches, *ways_buttons(ways), *_mail_buttons(mail, offers_mail=offers_mail)),
        replaces=True,
    )


def saved_toast() -> str:
    """Return the short notice after a change."""
    return _("Đã ghi")


def hour_question() -> Reply:
    """Ask at what hour the digest should come."""
    taps = [button(_hour_text(hour), SetHour(hour)) for hour in DIGEST_HOURS]
    asked = _("Anh/chị muốn nhận bản tin lúc mấy giờ? Chạm một giờ hoặc gõ một giờ tròn từ 06:00 đến 17:00.")
    return Reply(_("🕗 Giờ gửi bản tin"), asked, (*arrange_in_rows(taps, _HOURS_IN_A_ROW), (_back_button(),)))


def pause_question(offered: Sequence[date]) -> Reply:
    """Ask for the day on which reminding begins again."""
    taps = tuple(button(formatting.weekday_and_day(day), SetPause(day)) for day in offered)
    asked = _(
        "Từ ngày nào thì nhắc lại? Chạm một ngày hoặc gõ ngày và tháng, ví dụ: {day}.", day=f"{offered[-1]:%d/%m}"
    )
    return Reply(_("⏸ Tạm dừng nhắc"), f"{asked}\n{_pause_note()}", (taps, (_back_button(),)))


def _stage_lines(chosen: Preferences) -> list[str]:
    kept = [stage for stage in _list_stages() if stage not in chosen.left_out]
    days = ", ".join(_stage_name(stage) for stage in kept)
    before = _("Nhắc trước hạn: {days} và đúng ngày cuối.", days=days) if days else _("Chỉ nhắc đúng ngày cuối.")
    return [before, _("Quá hạn: nhắc ngày đầu, rồi mỗi đầu tuần đến khi xong.")]


def _pause_lines(resumes_on: date | None) -> list[str]:
    if resumes_on is None:
        return []
    return [_("⏸ Đang tạm dừng; nhắc lại từ {day}.", day=formatting.full_day(resumes_on)), _pause_note()]


def _pause_note() -> str:
    return _("Khi tạm dừng, việc còn 1 ngày, đến hạn hoặc quá hạn vẫn được nhắc.")


def ways_lines(ways: Sequence[Way]) -> list[str]:
    """Return on which ways the reader is told, in their order; nothing where there is only one."""
    named = [way_name(way.provider) for way in ways if way.reachable]
    if len(named) <= 1:
        return []
    return [_("Gửi qua: {ways}. Cách trước không gửi được thì gửi qua cách sau.", ways=", ".join(named))]


def ways_buttons(ways: Sequence[Way]) -> list[tuple[Button, ...]]:
    """Return a button for each way that is not tried first, to let it be."""
    taps = [
        button(_("⬆️ {way} trước", way=_sentence_case(way_name(way.provider))), TryFirst(way.provider))
        for way in [way for way in ways if way.reachable][1:]
    ]
    return arrange_in_rows(taps, _IN_A_ROW)


def way_name(provider: str) -> str:
    """Return the name of a way."""
    return _(_WAYS[provider]) if provider in _WAYS else provider.capitalize()


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


def _mail_buttons(mail: MailAddress | None, *, offers_mail: bool) -> list[tuple[Button, ...]]:
    if mail:
        sign = "⚠️" if mail.unreachable_since else "📧"
        return [(button(f"{sign} {formatting.shorten(mail.address, _ADDRESS_LETTERS)}", ShowMail()),)]
    return [(button(_("📧 Nhận qua thư"), AskMail()),)] if offers_mail else []


def _stage_buttons(chosen: Preferences) -> list[tuple[Button, ...]]:
    taps = [
        button(f"⬜ {_stage_name(stage)}", KeepStage(stage))
        if stage in chosen.left_out
        else button(f"✅ {_stage_name(stage)}", LeaveOutStage(stage))
        for stage in _list_stages()
    ]
    return arrange_in_rows(taps, _IN_A_ROW)


def _list_stages() -> list[Stage]:
    return [stage for stage in reversed(list(DAYS_BEFORE)) if stage in DISPENSABLE]


def _stage_name(stage: Stage) -> str:
    if stage is Stage.T_60:
        return _("60 ngày (hạn cuối năm)")
    return _("{days} ngày", days=DAYS_BEFORE[stage])


def _hour_text(hour: int) -> str:
    return f"{hour:02}:00"


def _back_button() -> Button:
    return button(_("‹ Lời nhắc của tôi"), RunCommand(CommandName.REMINDERS))
