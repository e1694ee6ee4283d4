"""The page of the history, and its rows as a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from data.enums import AuditKind
from data.exports.spreadsheet import Column, Sheet
from data.registry.office.agencies import AgencyFact
from data.registry.office.audit_log import AuditLine
from handlers.base.board.look import Look
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.names import channel_name
from handlers.views.board.listed import Listed
from handlers.views.board.page import render
from handlers.views.overview import audit_table
from handlers.views.overview import audit_words as words
from handlers.views.overview.audit_log import kind_name
from handlers.views.overview.audit_subjects import subject_text

KIND, SINCE, UNTIL, AGENCY = "loai", "tu", "den", "coquan"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which acts are meant: of a kind, from a day to a day (Viet Nam, both included), of an agency."""

    kind: AuditKind = AuditKind.ALL
    since: date | None = None
    until: date | None = None
    agency: AgencyFact | None = None

    @property
    def query(self) -> str:
        """Return the query of an address for this, "" for all."""
        pairs = {
            KIND: "" if self.kind is AuditKind.ALL else self.kind.value,
            SINCE: self.since.isoformat() if self.since else "",
            UNTIL: self.until.isoformat() if self.until else "",
            AGENCY: str(self.agency.id) if self.agency else "",
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def page(
    look: Look, chosen: Chosen, lines: Sequence[AuditLine], known: Iterable[AgencyFact], at: int, *, has_more: bool
) -> str:
    """Render a page of acts; `at` is its number from 0."""
    return render(
        "office/history.html",
        look,
        picked=chosen,
        kinds=[(kind.value, kind_name(kind)) for kind in AuditKind],
        agencies=sorted(((one.id, one.name) for one in known), key=lambda one: one[1]),
        rows=[_row(line) for line in lines],
        listed=Listed(lines, None, 0, at, has_more),
        names={"kind": KIND, "since": SINCE, "until": UNTIL, "agency": AGENCY},
    )


def sheet(chosen: Chosen, lines: Iterable[AuditLine]) -> Sheet:
    """Return the sheet of a workbook with these acts, in the order in which they were done."""
    widths = (16, 22, 18, 10, 26, 30, 36, 36, 10)
    titled = [Column(name, width) for name, width in zip(audit_table.columns(), widths, strict=True)]
    return Sheet(
        _("Nhật ký"),
        titled,
        map(audit_table.cells, lines),
        _("Không có gì được ghi."),
        title=_title(chosen),
        frozen=2,
    )


def file_name(today: date, kind: str) -> str:
    """Return the name of a file of that kind."""
    return f"nhat-ky-{today.isoformat()}.{kind}"


def _title(chosen: Chosen) -> str:
    parts = [_("Nhật ký"), kind_name(chosen.kind)]
    parts += [chosen.agency.name] if chosen.agency else []
    parts += [_("từ {day}", day=formatting.plain_day(chosen.since))] if chosen.since else []
    parts += [_("đến {day}", day=formatting.plain_day(chosen.until))] if chosen.until else []
    return " · ".join(parts)


def _row(line: AuditLine) -> dict[str, str]:
    return {
        "at": formatting.moment(line.at),
        "who": words.author_name(line),
        "agency": line.agency,
        "channel": channel_name(line.channel) if line.channel else "–",
        "what": words.action_name(line.action),
        "about": subject_text(line),
        "facts": words.facts_text(line),
    }
