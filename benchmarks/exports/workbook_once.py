"""A year's workbook, written in a process of its own: `python -m benchmarks.exports.workbook_once ADDRESS FILE`.

Prints JSON: `seconds` of reading and writing alone, of which `cpu`, and `megabytes` of memory at the most.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.memory import measure_peak
from benchmarks.registries.provinces import MORNING
from data.exports import spreadsheet
from data.registry.plans.scope import active_plans
from data.rules.calendar import WorkingCalendar
from data.store import Store
from handlers.overview.exports import read_ledger
from handlers.views.overview import workbook
from scheduler.statistics.as_of import AsOf


def main() -> None:
    store, calendar = Store(sys.argv[1]), WorkingCalendar()
    calendar.is_working(MORNING)  # loads the public holidays
    begun, cpu = time.perf_counter(), time.process_time()
    with store.read() as session, Path(sys.argv[2]).open("wb") as file:
        read = read_ledger(session, active_plans(session), None, None, AsOf(MORNING))
        spreadsheet.write_workbook(file, workbook.workbook_title(read), workbook.build_sheets(read, calendar))
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    megabytes = measure_peak()
    print(json.dumps({"seconds": seconds, "cpu": cpu, "megabytes": megabytes}))


if __name__ == "__main__":
    main()
