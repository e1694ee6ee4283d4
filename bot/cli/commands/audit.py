"""`nhacviec audit`: what was done, by whom, when, on which channel; before and after."""

import csv
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.office import Office, open_office
from bot.cli.options import AgencyOrAll, AsJson, By, From, To, group, refuse_reversed
from bot.cli.output import say, say_json, say_table
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from data.registry.office.audit_chain import ChainHead
    from data.registry.office.audit_log import AuditLine

app = group("Nhật ký: ai làm gì, lúc nào, qua kênh nào, trước và sau ra sao.")

AsCsv = Annotated[bool, typer.Option("--csv", help="In bảng CSV (UTF-8) để mở bằng Excel.")]


@app.callback()
def audit() -> None:
    """Make `export` a command of a group, not the group itself."""


@app.command("export", cls=Command)
def export_audit(
    since: From,
    until: To,
    agency: AgencyOrAll = None,
    as_csv: AsCsv = False,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """In nhật ký từ ngày đến ngày (giờ Việt Nam, kể cả hai ngày đó). Lần xuất này cũng được ghi vào nhật ký."""
    from bot.cli.json_output.audit import audit_json, chain_json
    from handlers.views.overview import audit_table

    refuse_reversed(since, until)
    with open_office() as office:
        lines, head = _read(office, since, until, agency)
        _record(office, since, until, agency, by)
    if as_json:
        say_json(
            {
                "from": since.isoformat(),
                "to": until.isoformat(),
                "chain": chain_json(head),
                "entries": [audit_json(line) for line in lines],
            }
        )
    elif as_csv:
        _write_csv(lines)
    else:
        say_table(audit_table.columns(), map(audit_table.cells, lines))
        say(f"{len(lines)} dòng.")


def _read(office: Office, since: "date", until: "date", agency: str | None) -> "tuple[list[AuditLine], ChainHead]":
    from datetime import time

    from data.registry.office import agencies, audit_chain, audit_log
    from data.registry.office.audit_log import AuditFilter
    from data.rules.viet_nam_time import at_hour, end_of

    with office.store.read() as session:
        agency_id = agencies.find(session, agency, office.clock.today()).id if agency else None
        wanted = AuditFilter(at_hour(since, time()), end_of(until), agency_id)
        return list(audit_log.stream(session, wanted)), audit_chain.get_head(session)


def _record(office: Office, since: "date", until: "date", agency: str | None, by: str | None) -> None:
    from data.registry.office import audit as trail

    with office.write(by) as session:
        trail.record_action(
            session,
            now=office.clock.now(),
            actor="audit export",
            action="audit.export",
            subject=f"{since.isoformat()} {until.isoformat()}",
            after={"agency": agency},
        )


def _write_csv(lines: "Iterable[AuditLine]") -> None:
    from data.exports.csv_table import guard
    from handlers.views.overview import audit_table

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(audit_table.columns())
    for line in lines:
        out.writerow(guard(cell) for cell in audit_table.cells(line))
