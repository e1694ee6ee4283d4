"""Answers with the changes of some time, by the day on which they were made."""

from collections.abc import Sequence
from datetime import date

from data.enums import Change
from data.registry.statistics.activity import Activity
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuty
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.base.paging import arrange_in_rows
from handlers.views.questions.answers import period_name
from handlers.views.questions.rows import BUTTONS_A_ROW, ROWS
from handlers.views.questions.sort_names import sort_name

_TITLE_LETTERS = 48


def activity(scope: AnswerScope, made: Sequence[Activity], today: date) -> Reply:
    """Render a line for each change, the latest first."""
    several = scope.agency is None
    duties = {one.duty_id: one for one in made}
    body = [_("{count} nhiệm vụ.", count=len(duties))] if duties else []
    body += [f"{formatting.moment(one.at, today)} · {_line(one, several=several)}" for one in made[:ROWS]]
    if not made:
        body = [_("Không có nhiệm vụ nào được báo.") if _of_reports(scope) else _("Không có cập nhật nào.")]
    if len(made) > ROWS:
        body.append(_("… và {count} lần cập nhật nữa.", count=len(made) - ROWS))
    shown = list({one.duty_id: one for one in made[:ROWS]}.values())
    return Reply(_understood(scope), "\n".join(body), tuple(_buttons(shown, several=several)))


def _line(one: Activity, *, several: bool) -> str:
    title = formatting.line_title(one.title, one.label, one.kind, _TITLE_LETTERS)
    done = names.change_name(one.change)
    if one.change is Change.PROGRESS:
        done = f"{done} {one.percent}%"
    elif one.change is Change.REPORTED and one.document_number:
        done = f"{done}, {one.document_number}"
    whose = f" ({one.agency_short_name})" if several else ""
    return f"{formatting.task_code(one)}  {title}{whose} · {done} · {one.officer_name}"


def _understood(scope: AnswerScope) -> str:
    query = scope.query
    parts = [
        ", ".join(query.codes),
        _("đã báo hoàn thành") if _of_reports(scope) else _("mọi cập nhật"),
        _("ngày báo: {period}", period=period_name(query.period)) if query.period else _("gần đây nhất"),
        _("hạn trong {period}", period=period_name(query.due)) if query.due else "",
        scope.agency.short_name if scope.agency else sort_name(query.sort),
        _("lĩnh vực {sections}", sections=", ".join(query.sections)) if query.sections else "",
        _("báo cáo định kỳ") if query.report else "",
        _("có chữ “{words}”", words=query.keywords) if query.keywords else "",
    ]
    return _("Hiểu là: {parts}", parts=" · ".join(part for part in parts if part))


def _of_reports(scope: AnswerScope) -> bool:
    return scope.query.status is Status.DONE


def _buttons(duties: Sequence[Activity], *, several: bool) -> list[tuple[Button, ...]]:
    named = {
        one.duty_id: formatting.code_with_agency(formatting.task_code(one), one.agency_short_name)
        if several
        else formatting.task_code(one)
        for one in duties
    }
    taps = [button(name, ShowDuty(duty_id)) for duty_id, name in named.items()]
    return arrange_in_rows(taps, 2 if several else BUTTONS_A_ROW)
