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


def measure_all(folder: Path) -> Iterator[Target]:
    """Measure one target after another: they must not disturb each other."""
    yield from measure_commands(folder)
    yield from measure_idle(folder)
    yield from measure_registry_size(folder)
    yield from measure_turn_cost(folder)
    yield from measure_channel_cost(folder)
    yield from measure_summary(folder)
    yield from measure_past_figures(folder)
    yield from measure_several_plans(folder)
    yield from measure_sentences(folder)
    yield from measure_planning(folder)
    yield from measure_against_jobs(folder)
    yield from measure_digests(folder)
    yield from measure_latency(folder)
    yield from measure_standby(folder)
    yield from measure_cluster(folder)
    yield from measure_country(folder)
    yield from measure_board(folder)
    yield from measure_mails(folder)
    yield from measure_workbooks(folder)
    yield from measure_longest_answer(folder)
    yield from measure_plan_files(folder)


def main() -> int:
    """Print each target as soon as it is measured; return the exit status."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for target in measure_all(Path(folder)):
            print(target, flush=True)
            missed += not target.met
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
