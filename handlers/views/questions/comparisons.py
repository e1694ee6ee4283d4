"""Figures side by side: of two days, or of several agencies."""

from collections.abc import Sequence
from datetime import date

from data.registry.plans.scope import PlanScope
from data.rules.standing import Standing
from handlers.base.answer_scope import AnswerScope
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.duties import ShowDuties
from handlers.base.callback_data.overview import ListAgencies, ShowSummary
from handlers.base.messages import Button, Reply
from handlers.base.query import Status
from handlers.base.selection import Selection
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.overview.figures import brief_figures, heading
from handlers.views.questions.sort_names import sort_name
from scheduler.statistics.figures import Figures


def days(scope: AnswerScope, before: date, then: Figures | None, after: date, now: Figures) -> Reply:
    """Render what stood at the end of each of two days, and the change; `then` is None before there was a plan."""
    said = [
        _(
            "so cuối ngày {before} với {after}",
            before=formatting.plain_day(before),
            after=formatting.plain_day(after),
        ),
        scope.agency.short_name if scope.agency else sort_name(scope.query.sort),
        _("lĩnh vực {sections}", sections=", ".join(scope.query.sections)) if scope.query.sections else "",
        _("có chữ “{words}”", words=scope.query.keywords) if scope.query.keywords else "",
    ]
    title = _("Hiểu là: {parts}", parts=" · ".join(part for part in said if part))
    if then is None:
        body = [
            _("Ngày {day} chưa có kế hoạch này nên không có số liệu để so.", day=formatting.plain_day(before)),
            brief_figures(now),
        ]
        return Reply(title, "\n".join(body), _ways(scope))
    lines = [
        _line(names.standing_name(found), then.of(found), now.of(found))
        for found in Standing
        if then.of(found) or now.of(found)
    ]
    shares = _("Tỷ lệ hoàn thành: {then} % → {now} %", then=_share(then), now=_share(now))
    return Reply(title, "\n".join([_verdict(then, now), *lines, shares]), _ways(scope))


def side_by_side(scope: PlanScope, today: date, parts: Sequence[tuple[str, Figures]]) -> Reply:
    """Render the figures of several agencies, or sorts of them, as they stand today."""
    lines = [f"{name}: {brief_figures(figures)}" for name, figures in parts]
    title = _("Hiểu là: so sánh {names}", names=", ".join(name for name, _figures in parts))
    body = "\n".join([heading(scope, today), *lines])
    return Reply(title, body, ((button(_("Theo cơ quan"), ListAgencies()), button(_("📊 Tổng hợp"), ShowSummary())),))


def _line(name: str, then: int, now: int) -> str:
    change = f" ({now - then:+d})" if now != then else ""
    return f"{name[:1].upper()}{name[1:]}: {then} → {now}{change}"


def _verdict(then: Figures, now: Figures) -> str:
    done, overdue = now.done - then.done, now.open_overdue - then.open_overdue
    if not done and not overdue:
        return _("Không thay đổi.")
    told = [_("hoàn thành thêm {count}", count=done)] if done > 0 else []
    told += [_("hoàn thành giảm {count}", count=-done)] if done < 0 else []
    told += [_("quá hạn thêm {count}", count=overdue)] if overdue > 0 else []
    told += [_("quá hạn giảm {count}", count=-overdue)] if overdue < 0 else []
    said = ", ".join(told)
    return f"{said[:1].upper()}{said[1:]}."


def _share(figures: Figures) -> int:
    return figures.percent_done or 0


def _ways(scope: AnswerScope) -> tuple[tuple[Button, ...], ...]:
    if scope.agency is None:
        return ((button(_("📊 Tổng hợp"), ShowSummary()), button(_("Theo cơ quan"), ListAgencies())),)
    of = None if scope.own else scope.agency.id
    late = Selection(status=Status.OVERDUE)
    return ((button(_("📋 Danh sách"), ShowDuties(agency_id=of)), button(_("🔴 Quá hạn"), ShowDuties(late, 0, of))),)
