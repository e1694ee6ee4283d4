"""Read a plan document into a draft: nothing is written, nothing is guessed in silence."""

from collections.abc import Callable
from pathlib import Path

from data.plans.agencies.directory import Directory
from data.plans.agencies.directory_files import read_directory
from data.plans.body import find_candidates, read_body
from data.plans.confirmed_duties import (
    confirmed_task,
    correction_note,
    standing_body,
    with_codes,
    with_judgements,
)
from data.plans.draft import Candidate, PlanDraft
from data.plans.formats.text import read_lines
from data.plans.head import read_head
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sidecar import Sidecar, read_sidecar
from data.plans.table.rows import read_table
from data.plans.tasks import read_tasks
from data.seeds import seed, shipped_plans

FORMATS: dict[str, Callable[[bytes], tuple[str, ...]]] = {".txt": read_lines}
"""Functions from bytes to lines with tab-separated cells, by the end of a file's name; others are tried as text."""


def read_plan(path: Path, directory: Directory | None = None) -> PlanDraft[Remark]:
    """Read the plan in `path`, with what a file beside it confirms (see `data.plans.sidecar`).

    A copy of a plan that the program ships is confirmed by what is shipped with it, wherever the copy lies.
    Agencies are those of `directory`, else of the tables that the file beside the plan names, else of the
    directory that the program ships. Raises PlanUnreadable for what is not a plan, OSError where the file
    cannot be read.
    """
    lines = FORMATS.get(path.suffix.lower(), read_lines)(path.read_bytes())
    sidecar = read_sidecar(_confirmed_beside(path, lines))
    return _draft(lines, sidecar, directory or _directory(sidecar))


def _confirmed_beside(path: Path, lines: tuple[str, ...]) -> Path:
    """Return the plan's own path, or that of the shipped plan of which it is a copy without a file beside it."""
    if not path.with_suffix(".toml").exists():
        for shipped in shipped_plans():
            if read_lines(shipped.read_bytes()) == lines:
                return shipped
    return path


def _directory(sidecar: Sidecar) -> Directory:
    return read_directory(
        sidecar.agencies or seed("agencies-thai-binh-2024.csv"),
        sidecar.units or seed("thai-binh-units-2023.csv"),
    )


def _draft(lines: tuple[str, ...], sidecar: Sidecar, directory: Directory) -> PlanDraft[Remark]:
    table = read_table(lines)
    before = lines[: table.first_line - 1]
    head = read_head(before)
    paragraphs = read_body(before)
    sections, rows = read_tasks(table.rows, directory, head.year)
    duties = tuple(confirmed_task(note, paragraphs, directory, head.year) for note in sidecar.duties)
    candidates = with_codes(find_candidates(paragraphs, head.year), duties)
    codes = {task.code for task in (*rows, *duties)}
    return PlanDraft(
        number=head.number,
        title=head.title,
        issuer=head.issuer,
        issued_on=head.issued_on,
        year=head.year,
        sections=sections,
        tasks=with_judgements((*rows, *duties), sidecar),
        warnings=(*head.warnings, *table.warnings, *_open_candidates(candidates)),
        candidates=candidates,
        confirmation=sidecar.confirmation,
        self_confirmation=sidecar.self_confirmation,
        standing_body=standing_body(sidecar, directory),
        report_closes=sidecar.report_closes,
        directory=directory,
        judged_by=sidecar.judged_by,
        corrections=tuple(correction_note(entry, directory, codes) for entry in sidecar.corrections),
    )


def _open_candidates(candidates: tuple[Candidate, ...]) -> tuple[Remark, ...]:
    return tuple(
        remark(
            RemarkCode.UNCONFIRMED_DEADLINE,
            place=candidate.source.place,
            line=candidate.source.line,
            timeframe=candidate.timeframe,
        )
        for candidate in candidates
        if candidate.code is None
    )
