"""The JSON of `nhacviec export`."""

from __future__ import annotations  # so that the facts of one command do not load those of all others

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.json_output.values import Document
    from data.registry.office.agencies import AgencyFact
    from data.registry.plans.scope import PlanScope
    from data.rules.report_periods import ReportPeriod


def export_json(
    file: Path, size: int, plans: PlanScope, agency: AgencyFact | None, period: ReportPeriod | None
) -> Document:
    """Return the document of `export … --json`: the file that was written, `size` bytes long.

    `plan` is null for a file of several plans.
    """
    return {
        "file": str(file),
        "bytes": size,
        "plan": plans.only.number if plans.only else None,
        "agency": agency.code if agency else None,
        "period": period.kind if period else None,
    }
