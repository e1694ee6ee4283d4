"""Read a plan that waits, with what people answered about it."""

from collections.abc import Mapping
from dataclasses import replace

from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.names import name_key
from data.plans.draft import PlanDraft, TaskDraft, W
from data.plans.formats.document_json import read_document as read_written
from data.plans.head import Given
from data.plans.reading import (
    Directories,
    PreparedPlan,
    find_waiting_directory,
    prepare_waiting,
    read_prepared_waiting,
)
from data.plans.remarks import Remark
from data.plans.waiting.answers import Answers
from data.plans.waiting.kept import Kept
from data.plans.waiting.rollover import without_left
from data.plans.waiting.sentences import with_sentences

_NEW_KIND = "department"
_PREPARED: Kept[PreparedPlan] = Kept(2)
_READ: Kept[tuple[Directory, PlanDraft[Remark]]] = Kept(3)
"""The plan before an answer and after it, each with the directory that it was read with."""


def read_waiting(document: str, answers: Answers, directories: Directories) -> PlanDraft[Remark]:
    """Return the plan in a document as `write_document` wrote it, with what people answered.

    What was read last is kept: an answer costs no more than what it changes. Raises PlanUnreadable for no plan.
    """
    given = Given(answers.number, answers.issued_on)
    prepared = _PREPARED.get(document, lambda: prepare_waiting(read_written(document)))
    own = find_waiting_directory(prepared, given, directories)

    def read() -> tuple[Directory, PlanDraft[Remark]]:
        plan = read_prepared_waiting(prepared, _with_answers(own, answers), given)
        return own, _answered(plan, answers)

    return _READ.get((document, repr(answers)), read, lambda kept: kept[0] == own)[1]


def _answered(plan: PlanDraft[Remark], answers: Answers) -> PlanDraft[Remark]:
    plan = without_left(with_sentences(plan, answers.sentences), answers.kept)
    if not answers.leads:
        return plan
    names = {agency.code: agency.name for agency in plan.directory.agencies}
    tasks = tuple(_with_lead(task, answers.leads.get(task.code, ()), names) for task in plan.tasks)
    nobody = tuple(code for code, codes in answers.leads.items() if not codes)
    return replace(plan, tasks=tasks, unowned=(*plan.unowned, *nobody))


def with_aliases(plan: PlanDraft[W], answers: Answers) -> PlanDraft[W]:
    """Return a plan whose directory knows the names that were explained by one agency, so that they are stored."""
    meant: dict[str, list[str]] = {}
    for name, codes in answers.names.items():
        if len(codes) == 1:
            meant.setdefault(codes[0], []).append(name)
    agencies = tuple(
        replace(agency, aliases=tuple(dict.fromkeys((*agency.aliases, *meant.get(agency.code, ())))))
        for agency in plan.directory.agencies
    )
    known = plan.directory.keys.keys() >= {agency.code for agency in agencies}
    if agencies == plan.directory.agencies and known:
        return plan
    # one with keys is taken as stored already
    return replace(plan, directory=replace(plan.directory, agencies=agencies, keys={}))


def _with_answers(directory: Directory, answers: Answers) -> Directory:
    known = {agency.code for agency in directory.agencies}
    new = tuple(AgencyEntry(code, name, name, _NEW_KIND) for code, name in answers.new.items() if code not in known)
    said = {name_key(name): codes for name, codes in answers.names.items()}
    return replace(directory, agencies=(*directory.agencies, *new), answers=dict(directory.answers) | said)


def _with_lead(task: TaskDraft[W], codes: tuple[str, ...], names: Mapping[str, str]) -> TaskDraft[W]:
    if not codes or task.lead_agencies:
        return task
    named = tuple(names[code] for code in codes if code in names)
    return replace(task, lead=named, lead_agencies=codes, inferred=(*task.inferred, "lead"))
