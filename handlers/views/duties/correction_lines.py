"""Corrected readings on a card: what was corrected, by which document, and what was read before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from data.enums import CorrectedField, JudgedBy, Kind
from data.registry.plans.corrections import CorrectionFacts
from handlers.base.messages import Reply
from handlers.locales import _, marked
from handlers.views.base import formatting

_TITLE_LETTERS = 80

FIELDS: Mapping[CorrectedField, str] = {
    CorrectedField.DUE_ON: marked("Hạn"),
    CorrectedField.LEAD: marked("Cơ quan chủ trì"),
    CorrectedField.KIND: marked("Loại việc"),
    CorrectedField.TITLE: marked("Tên việc"),
    CorrectedField.COVERED_BY: marked("Đã có ở việc khác"),
    CorrectedField.JUDGED_BY: marked("Cách tính đúng hạn"),
}
DAYS: Mapping[JudgedBy, str] = {
    JudgedBy.DOCUMENT: marked("theo ngày văn bản"),
    JudgedBy.RECEIVED: marked("theo ngày gửi đến"),
}
KINDS: Mapping[Kind, str] = {
    Kind.ONCE: marked("một lần"),
    Kind.MULTIPLE: marked("nhiều mốc"),
    Kind.RECURRING: marked("định kỳ"),
    Kind.CONTINUOUS: marked("thường xuyên"),
    Kind.EXTERNAL: marked("theo sự kiện hoặc văn bản khác"),
}


def value_text(field: CorrectedField, value: str, names: Mapping[str, str]) -> str:
    """Return a corrected value as people read it; `names` are those of agencies by their codes."""
    match field:
        case CorrectedField.DUE_ON:
            return formatting.plain_day(date.fromisoformat(value)) if value else _("không ghi thời hạn")
        case CorrectedField.LEAD:
            return "; ".join(names.get(code, code) for code in value.partition("|")[0].split(","))
        case CorrectedField.KIND:
            return _(KINDS[Kind(value.split(maxsplit=1)[0])])
        case CorrectedField.JUDGED_BY:
            return _(DAYS[JudgedBy(value)])
    return value


def card_lines(corrections: Sequence[CorrectionFacts], deadline_id: int, names: Mapping[str, str]) -> list[str]:
    """Return what was corrected of a task, for the card of the duty with this deadline."""
    return [
        _(
            "🔧 {field} sửa theo {document}: {value} (trước đó đọc là {before})",
            field=_(FIELDS[one.field]),
            document=one.document_number,
            value=value_text(one.field, one.after, names),
            before=value_text(one.field, one.before, names),
        )
        for one in corrections
        if one.deadline_id in (None, deadline_id) and one.field is not CorrectedField.COVERED_BY
    ]


def covered_reply(reply: Reply, code: str, covering: str) -> Reply:
    """Return what was shown instead of a task that is covered by another, saying so."""
    said = _("{code} đã có ở {covering}, nên chỉ theo dõi {covering}.", code=code, covering=covering)
    return replace(reply, body=f"{said}\n{reply.body}")


def covered_lines(covered: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return the other places of the plan that ask for the same."""
    return [
        _(
            "Cũng nêu ở {place} ({code}): {title}",
            place=place,
            code=code,
            title=formatting.shorten(title, _TITLE_LETTERS),
        )
        for code, place, title in covered
    ]
