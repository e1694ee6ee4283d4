"""Sentences for the remarks of the plan reader, for the clerk who checks a plan before it is entered."""

from collections.abc import Callable
from datetime import date
from typing import Any

from data.plans.draft import PlanDraft
from data.plans.remarks import Remark, RemarkCode
from data.plans.times.timeframe import Timeframe
from handlers.locales import _
from handlers.views.base.formatting import plain_day
from handlers.views.plans.remark_sentences import COLUMNS, FIELDS, SENTENCES

Translate = Callable[..., str]
"""A function that translates a message and fills it. A parameter of this type is called `_`, so that its messages are
found and checked.
"""

_MANY_DEADLINES = 5
_SKIPPED_LETTERS = 80
_WITHOUT_DEADLINE = frozenset({RemarkCode.TIME_TOO_LONG, RemarkCode.NOT_IN_CALENDAR})
"""Remarks that say themselves that no deadline was saved."""


def render_remark(remark: Remark) -> str:
    """Return a remark as a sentence in the language spoken."""
    return _render_in(remark, _)


def render_reason(time: Timeframe) -> str:
    """Return how and why a time was read as it was, in sentences of the language spoken."""
    return _render_all_in(time.reason, _)


def in_spoken_language(plan: PlanDraft[Remark]) -> PlanDraft[str]:
    """Return a plan with its warnings in the language spoken, to be shown to a person."""
    return plan.with_warnings(render_remark)


def for_registry(plan: PlanDraft[Remark]) -> PlanDraft[str]:
    """Return a plan with its warnings as the registry keeps them: in Vietnamese, whatever language is spoken.

    So a plan that did not change is not seen as changed when it is read again in another language.
    """
    return plan.with_warnings(lambda remark: _render_in(remark, _fill_vietnamese))


def _fill_vietnamese(message: str, /, **values: object) -> str:
    return message.format(**values)


def _render_in(remark: Remark, _: Translate) -> str:
    return _(SENTENCES[remark.code], **{name: _render_value(name, value, _) for name, value in remark.values})


def _render_all_in(remarks: tuple[Remark, ...], _: Translate) -> str:
    """Return sentences one after the other; that there is no deadline is left out where another says so with why."""
    tells_why = any(remark.code in _WITHOUT_DEADLINE for remark in remarks)
    told = [one for one in remarks if not (tells_why and one.code is RemarkCode.NO_DEADLINE)]
    return " ".join(_render_in(remark, _) for remark in told)


def _render_value(name: str, value: Any, _: Translate) -> object:
    """Return the words for a parameter of that name."""
    match name:
        case "column":
            return _(COLUMNS[value])
        case "field":
            return _(FIELDS[value]) if value in FIELDS else value
        case "place":
            return value or _("đầu văn bản")
        case "lines":
            return ", ".join(map(str, value))
        case "skipped":
            return value[:_SKIPPED_LETTERS]
        case "reason":
            return _render_all_in(value, _)
        case "pieces" | "deliverables" | "deadlines":
            return _LISTS[name](value, _)
    return plain_day(value) if isinstance(value, date) else value


def _render_pieces(pieces: tuple[tuple[str, str], ...], _: Translate) -> str:
    return "; ".join(_("“{text}” vào ô “{column}”", text=text, column=_(COLUMNS[column])) for text, column in pieces)


def _render_deliverables(dated: tuple[tuple[str, date], ...], _: Translate) -> str:
    return "; ".join(_("“{deliverable}” hạn {day}", deliverable=words, day=plain_day(day)) for words, day in dated)


def _render_deadlines(deadlines: tuple[tuple[str, date], ...], _: Translate) -> str:
    if len(deadlines) < _MANY_DEADLINES:
        return "; ".join(_("“{label}” là ngày {day}", label=label, day=plain_day(day)) for label, day in deadlines)
    first, last = deadlines[0][1], deadlines[-1][1]
    return _(
        "{count} mốc hạn, từ ngày {first} đến ngày {last}",
        count=len(deadlines),
        first=plain_day(first),
        last=plain_day(last),
    )


_LISTS: dict[str, Callable[..., str]] = {
    "pieces": _render_pieces,
    "deliverables": _render_deliverables,
    "deadlines": _render_deadlines,
}
