"""The JSON of `nhacviec export`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.json_output.values import Document
    from data.registry.office.agencies import AgencyFact
    from data.registry.plans.plans import PlanFact
    from data.rules.report_periods import ReportPeriod


def export_json(
    file: Path, size: int, plan: PlanFact, agency: AgencyFact | None, period: ReportPeriod | None
) -> Document:
    """Return the document of `export … --json`: the file that was written, `size` bytes long."""
    return {
        "file": str(file),
        "bytes": size,
        "plan": plan.number,
        "agency": agency.code if agency else None,
        "period": period.kind if period else None,
    }
