"""Planning of one morning in a process of its own: `python -m benchmarks.reminders.plan_once ADDRESS`.

Prints JSON: `seconds` of the planning alone, `megabytes` of memory at the most, and the number of `digests`.
"""

import json
import sys
import time

from benchmarks.memory import measure_peak
from benchmarks.registries.provinces import MORNING
from bot.gc_tuning import freeze_existing
from data.rules.calendar import WorkingCalendar
from data.rules.digest_hours import slot_opens_at
from data.rules.stages import Policy
from data.store import Store
from scheduler.context import Planning
from scheduler.planning.planner import plan_due


def main() -> None:
    store, calendar = Store(sys.argv[1]), WorkingCalendar()
    calendar.is_working(MORNING)  # loads the public holidays
    freeze_existing()  # as the running bot does
    now = slot_opens_at(MORNING)
    begun = time.perf_counter()
    with store.write() as session:
        planned = plan_due(session, now, Planning(calendar, Policy(), {"telegram"}), wall=now)
    seconds = time.perf_counter() - begun
    store.close()
    megabytes = measure_peak()
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "digests": planned.deliveries}))


if __name__ == "__main__":
    main()
