"""Read a plan document into a draft: nothing is written, nothing is guessed in silence."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from data.errors import PlanUnreadable
from data.plans.agencies.directory import Directory
from data.plans.agencies.directory_files import read_directory
from data.plans.agencies.provinces import LAST_DAY_OF_63, SHIPPED_PROVINCE, find_province, refuse_other_province
from data.plans.body import find_candidates, read_body
from data.plans.cleaning.document import CleanDocument, clean_document
from data.plans.cleaning.telex import read_telex
from data.plans.confirmed_duties import (
    confirmed_task,
    correction_note,
    standing_body,
    with_codes,
    with_judgements,
)
from data.plans.draft import Candidate, PlanDraft, TaskDraft
from data.plans.formats.confined import read_content
from data.plans.formats.document import Document, NoteCode, Table, TableRow
from data.plans.formats.kinds import kind_of
from data.plans.formats.text import read_text
from data.plans.head import NOTHING_GIVEN, Given, Head, read_head
from data.plans.listed_tasks import read_listed_tasks
from data.plans.owners import is_owned_by_nobody
from data.plans.remarks import Remark, RemarkCode, remark
from data.plans.sidecar import Sidecar, read_sidecar
from data.plans.table.rows import TaskTable, read_table
from data.plans.tasks import PlanFacts, read_tasks
from data.plans.times.in_plan import PlanTime
from data.seeds import seed, shipped_plans

_SHIPPED = "agencies-thai-binh-2024.csv"

_MOST_CODES = 20
"""Codes of tasks that a remark names."""

Directories = Callable[[date | None, str], Directory | None]
"""Returns an office's directory for a plan by its day (Viet Nam) and the province that it names, if any.

None where there is none.
"""


def read_plan(
    path: Path,
    directory: Directory | None = None,
    given: Given = NOTHING_GIVEN,
    document: Document | None = None,
    directories: Directories | None = None,
) -> PlanDraft[Remark]:
    """Read the plan in `path`, with what a file beside it confirms (see `data.plans.sidecar`).

    A copy of a plan that the program ships is confirmed by what is shipped with it, wherever the copy lies.
    Agencies are those of `directory`, else of the tables that the file beside the plan names, else of what
    `directories` have for the plan, else, of a plan that names their province, of the directory that the program
    ships. `given` is what a person says of a draft without number or date. `document` is what a child process has
    read of the file; without it the file is read in this process, which is for files of our own. Raises
    PlanUnreadable for what is not a plan, and for one of a province that no directory is of; OSError where the file
    cannot be read.
    """
    if document is None:
        content = path.read_bytes()
        document = read_content(kind_of(path.name, content), content)
    sidecar = read_sidecar(_confirmed_beside(path, document))
    return read_document(document, sidecar, directory or _read_own(sidecar), given, directories)


@dataclass(frozen=True, slots=True)
class PreparedPlan:
    """A document as far as it is read without anything that people say: clean, its rows found.

    `before` is its text before the first table. `shipped` is the plan of the program that it is a copy of.
    """

    cleaned: CleanDocument
    table: TaskTable
    before: tuple[str, ...]
    shipped: Path | None = None


def prepare_waiting(document: Document) -> PreparedPlan:
    """Prepare a plan that was sent without a file beside it. Raises PlanUnreadable for what is no plan."""
    return replace(_prepare(document), shipped=_find_shipped(document))


def find_waiting_directory(prepared: PreparedPlan, given: Given, directories: Directories) -> Directory:
    """Return the directory that a plan which waits is read with, nothing in it explained. Raises PlanUnreadable."""
    own = _read_own(read_sidecar(prepared.shipped)) if prepared.shipped else None
    return own or _find_directory(read_head(prepared.before, given), directories)


def read_prepared_waiting(prepared: PreparedPlan, directory: Directory, given: Given) -> PlanDraft[Remark]:
    """Read a plan that waits, with its directory in which everything is explained.

    A copy of a plan that the program ships is confirmed by what is shipped with it. Raises as `read_document`.
    """
    sidecar = read_sidecar(prepared.shipped) if prepared.shipped else Sidecar()
    return _read_prepared(prepared, sidecar, directory, given, None)


def _prepare(document: Document) -> PreparedPlan:
    cleaned = clean_document(document)
    table = _read_tasks_of(cleaned.document)
    lines = lines_before(cleaned.document, table.first_block, table.first_line)
    return PreparedPlan(cleaned, table, tuple(map(read_telex, lines)))


def _confirmed_beside(path: Path, document: Document) -> Path:
    """Return the plan's own path, or that of the shipped plan of which it is a copy without a file beside it."""
    return path if path.with_suffix(".toml").exists() else _find_shipped(document) or path


def _find_shipped(document: Document) -> Path | None:
    return next((path for path in shipped_plans() if read_text(path.read_bytes()) == document), None)


def _read_own(sidecar: Sidecar) -> Directory | None:
    """Return the directory that the file beside the plan names, under the name of its table."""
    if not (sidecar.agencies and sidecar.units):
        return None
    if sidecar.agencies.resolve() == seed(_SHIPPED).resolve():
        return _shipped()
    code = sidecar.agencies.stem.removeprefix("agencies-")[:64]
    return replace(read_directory(sidecar.agencies, sidecar.units), code=code, name=code)


def _shipped() -> Directory:
    return replace(
        read_directory(seed(_SHIPPED), seed("thai-binh-units-2023.csv")),
        province=SHIPPED_PROVINCE,
        code="thai-binh-2024",
        name="Tỉnh Thái Bình",
        last_day=LAST_DAY_OF_63,  # since then tỉnh Hưng Yên
    )


def read_document(
    document: Document,
    sidecar: Sidecar,
    directory: Directory | None,
    given: Given = NOTHING_GIVEN,
    directories: Directories | None = None,
) -> PlanDraft[Remark]:
    """Read a plan from what a format reader found, with what is confirmed beside it.

    Agencies are those of `directory`, else those that `directories` have for it, else those that the program ships of
    the province that it names. Raises PlanUnreadable for what is not a plan, "other_province" for one that the
    directory is not of, and "no_directory" where there is none for it.
    """
    return _read_prepared(_prepare(document), sidecar, directory, given, directories)


def _read_prepared(
    prepared: PreparedPlan,
    sidecar: Sidecar,
    directory: Directory | None,
    given: Given,
    directories: Directories | None,
) -> PlanDraft[Remark]:
    cleaned, table, before = prepared.cleaned, prepared.table, prepared.before
    head = read_head(before, given)
    directory = directory or _find_directory(head, directories)
    refuse_other_province(head.place, head.issued_on, directory)
    directory = directory.with_answers(sidecar.names)
    paragraphs = read_body(before)
    plan_time = PlanTime(head.year, head.year_named, head.issued_on)
    sections, rows, empty = read_tasks(table.entries, PlanFacts(directory, plan_time, cleaned.originals))
    duties = tuple(confirmed_task(note, paragraphs, directory, head.year) for note in sidecar.duties)
    candidates = with_codes(find_candidates(paragraphs, head.year), duties)
    codes = {task.code for task in (*rows, *duties)}
    unowned = tuple(task.code for task in rows if is_owned_by_nobody(task, directory))
    found = (*head.warnings, *cleaned.warnings, *table.warnings, *empty, *_open_candidates(candidates))
    return PlanDraft(
        number=head.number,
        title=head.title,
        issuer=head.issuer,
        issued_on=head.issued_on,
        year=head.year,
        sections=sections,
        tasks=with_judgements((*rows, *duties), sidecar),
        warnings=(*_without_owner(rows, unowned), *found),
        candidates=candidates,
        confirmation=sidecar.confirmation,
        self_confirmation=sidecar.self_confirmation,
        standing_body=standing_body(sidecar, directory),
        report_closes=sidecar.report_closes,
        directory=directory,
        judged_by=sidecar.judged_by,
        corrections=tuple(correction_note(entry, directory, codes) for entry in sidecar.corrections),
        unowned=unowned,
    )


def _find_directory(head: Head, directories: Directories | None) -> Directory:
    """Return the office's directory for a plan, else the shipped one if it is of the province that the plan names.

    Raises PlanUnreadable("other_province"), and "no_directory": whose agencies are meant the office must tell.
    """
    province = find_province(head.place, head.issued_on) or ""
    found = directories(head.issued_on, province) if directories else None
    if found is None and province == SHIPPED_PROVINCE:
        found = _shipped()
    if found is None:
        raise PlanUnreadable("other_province", province) if province else PlanUnreadable("no_directory")
    return found


def _read_tasks_of(document: Document) -> TaskTable:
    """Return the tasks of the tables in a document; of one without, those that stand under headings."""
    try:
        return read_table(document)
    except PlanUnreadable as error:
        first_line, entries = read_listed_tasks(document)
        if not entries and any(note.code is NoteCode.COLUMNS_UNTOLD for note in document.notes):
            raise PlanUnreadable("no_columns") from error
        if not entries:
            raise
        return TaskTable(
            len(document.blocks), first_line, entries, (remark(RemarkCode.TASKS_WITHOUT_TABLE, line=first_line),)
        )


def lines_before(document: Document, block: int, first_line: int) -> tuple[str, ...]:
    """Return the text of a document before its first table of tasks, line n of the file as item n - 1.

    Cells of tables there (a letterhead, targets) are parted by tabs. In a spreadsheet, whose sheets begin with line 1
    again, lines stand one after the other.
    """
    lines: list[tuple[int, str]] = []
    for place, part in enumerate(document.blocks[: block + 1]):
        if isinstance(part, Table):
            lines += ((row.line, _row_text(row)) for row in part.rows if place < block or row.line < first_line)
        elif place < block or part.line < first_line:
            lines.append((part.line, f"{part.numbering} {part.text}".strip() if part.numbering else part.text))
    if any(after[0] <= before[0] for before, after in pairwise((*lines, (first_line, "")))):
        return tuple(text for _line, text in lines)
    by_line = dict(lines)
    return tuple(by_line.get(line, "") for line in range(1, first_line))


def _row_text(row: TableRow) -> str:
    """Return the text of a row; what a merged cell covers is said once."""
    return "\t".join(cell.text for cell in row.cells if not cell.repeated)


def _without_owner(tasks: tuple[TaskDraft[Remark], ...], unowned: tuple[str, ...]) -> tuple[Remark, ...]:
    """Say which tasks nobody owes, but for those of which a person said so: the worst that a plan can have."""
    codes = [task.code for task in tasks if not task.lead_agencies and task.code not in unowned]
    return (remark(RemarkCode.NO_OWNER, count=len(codes), codes=_first(codes)),) if codes else ()


def _first(codes: list[str]) -> str:
    return ", ".join(codes[:_MOST_CODES]) + "…" * (len(codes) > _MOST_CODES)


def _open_candidates(candidates: tuple[Candidate, ...]) -> tuple[Remark, ...]:
    return tuple(candidate.remark for candidate in candidates if candidate.code is None)
