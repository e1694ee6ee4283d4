"""All benchmarks (`make bench`), measured now and here. Exit status 1 if a target is missed."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.answers.any_sentence import measure_longest_answer
from benchmarks.answers.channel_cost import measure_channel_cost
from benchmarks.answers.past_figures import measure_past_figures
from benchmarks.answers.registry_size import measure_registry_size
from benchmarks.answers.sentences import measure_sentences
from benchmarks.answers.several_plans import measure_several_plans
from benchmarks.answers.summary import measure_summary
from benchmarks.answers.turn_cost import measure_turn_cost
from benchmarks.board.pages import measure_board
from benchmarks.commands import measure_commands
from benchmarks.country import measure_country
from benchmarks.exports.workbooks import measure_workbooks
from benchmarks.idle import measure_idle
from benchmarks.plans.files import measure_plan_files
from benchmarks.reminders.apscheduler_jobs import measure_against_jobs
from benchmarks.reminders.cluster import measure_cluster
from benchmarks.reminders.digests import measure_digests
from benchmarks.reminders.latency import measure_latency
from benchmarks.reminders.mails import measure_mails
from benchmarks.reminders.morning import measure_planning
from benchmarks.reminders.standby import measure_standby
from benchmarks.target import Target

MEASUREMENTS = (
    measure_commands,
    measure_idle,
    measure_registry_size,
    measure_turn_cost,
    measure_channel_cost,
    measure_summary,
    measure_past_figures,
    measure_several_plans,
    measure_sentences,
    measure_planning,
    measure_against_jobs,
    measure_digests,
    measure_latency,
    measure_standby,
    measure_cluster,
    measure_country,
    measure_board,
    measure_mails,
    measure_workbooks,
    measure_longest_answer,
    measure_plan_files,
)
"""One after another: they must not disturb each other."""


def measure_all() -> Iterator[Target]:
    """Measure every target, each measurement in a folder of its own, which is gone before the next begins."""
    for measure in MEASUREMENTS:
        with tempfile.TemporaryDirectory() as folder:
            yield from measure(Path(folder))


def main() -> int:
    """Print each target as soon as it is measured; return the exit status."""
    missed = 0
    for target in measure_all():
        print(target, flush=True)
        missed += not target.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
