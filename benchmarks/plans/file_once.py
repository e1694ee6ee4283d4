"""A plan file, read in a process of its own: `python -m benchmarks.plans.file_once FILE`.

Prints JSON: `seconds` until the draft is there, of which `cpu` of both processes, `megabytes` of memory of the larger
one, `tasks` and `pages`.
"""

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.memory import measure_peak
from bot.plan_files import read_plan_file


def main() -> None:
    begun = time.perf_counter()
    draft = read_plan_file(Path(sys.argv[1]))
    seconds = time.perf_counter() - begun
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    pages = _count_pages(Path(sys.argv[1])) if sys.argv[1].endswith(".pdf") else 0
    print(
        json.dumps(
            {
                "seconds": seconds,
                "cpu": sum(one.ru_utime + one.ru_stime for one in both),
                "megabytes": max(measure_peak(), both[1].ru_maxrss / 1024),
                "tasks": len(draft.tasks),
                "pages": pages,
            }
        )
    )


def _count_pages(file: Path) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(file))


if __name__ == "__main__":
    main()
