"""Read a plan that waits, with what people answered about it; what is still to be asked of it."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from data.plans.agencies.directory import AgencyEntry, Directory
from data.plans.agencies.names import name_key
from data.plans.draft import PlanDraft, TaskDraft, W
from data.plans.formats.document_json import read_document as read_written
from data.plans.head import Given
from data.plans.reading import Directories, read_waiting_document
from data.plans.remarks import Remark
from data.text import fold

_NEW_KIND = "department"
_CODE_LETTERS = 60
_PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """What people said of a plan: its number and day, who is meant by names, who owes tasks without a lead.

    `names` are codes of agencies by the name as it was written, none for nobody here; `new` the names of agencies
    that exist by such an answer alone, by their codes; `leads` codes by the task's code, none for nobody here.
    """

    number: str = ""
    issued_on: date | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeadQuestion:
    """Who is meant by a name in cells of leads, or who owes a task whose cell is empty (`name` is "" then).

    `tasks` are the codes of the tasks; `is_needed` tells that one of them is owed by nobody else.
    """

    name: str
    tasks: tuple[str, ...]
    is_needed: bool

    @property
    def mark(self) -> str:
        """Return letters by which a button knows the question."""
        asked = name_key(self.name) or self.tasks[0]
        return hashlib.sha256(asked.encode()).hexdigest()[:12]


def read_waiting(document: str, answers: Answers, directories: Directories) -> PlanDraft[Remark]:
    """Return the plan in a document as `write_document` wrote it, with what people answered.

    Raises PlanUnreadable for what is no plan.
    """
    plan = read_waiting_document(
        read_written(document),
        Given(answers.number, answers.issued_on),
        directories,
        lambda own: _with_answers(own, answers),
    )
    if not answers.leads:
        return plan
    names = {agency.code: agency.name for agency in plan.directory.agencies}
    tasks = tuple(_with_lead(task, answers.leads.get(task.code, ()), names) for task in plan.tasks)
    nobody = tuple(code for code, codes in answers.leads.items() if not codes)
    return replace(plan, tasks=tasks, unowned=(*plan.unowned, *nobody))


def with_answer(answers: Answers, question: LeadQuestion, codes: tuple[str, ...], new_name: str = "") -> Answers:
    """Return answers with one more; `new_name` where its one agency is a new one."""
    if not question.name:
        return replace(answers, leads={**answers.leads, **dict.fromkeys(question.tasks, codes)})
    new = {**answers.new, codes[0]: new_name} if new_name else answers.new
    return replace(answers, names={**answers.names, question.name: codes}, new=new)


def list_lead_questions(plan: PlanDraft[W]) -> list[LeadQuestion]:
    """Return who is to be asked about, what is needed before the rest, in the order of the plan."""
    asked: dict[str, tuple[str, list[str], bool]] = {}
    for task in plan.tasks:
        is_needed = not task.lead_agencies and task.code not in plan.unowned
        if is_needed and not task.lead:
            asked[f"\0{task.code}"] = ("", [task.code], True)
        for cell in task.lead:
            found = plan.directory.resolve(cell)
            names = found.unknown or ((cell,) if not found.codes and not plan.directory.is_nobody(cell) else ())
            for name in names:
                _name, codes, was_needed = asked.setdefault(name_key(name), (name, [], False))
                codes.append(task.code)
                asked[name_key(name)] = (_name, codes, was_needed or is_needed)
    questions = [LeadQuestion(name, tuple(codes), needed) for name, codes, needed in asked.values()]
    return sorted(questions, key=lambda one: not one.is_needed)


def propose_agencies(directory: Directory, name: str) -> list[AgencyEntry]:
    """Return the agencies that a name was most likely meant to be, the nearest first."""
    from rapidfuzz import fuzz, process

    by_place = dict(enumerate(fold(agency.name) for agency in directory.agencies))
    best = process.extract(fold(name), by_place, scorer=fuzz.token_sort_ratio, limit=_PROPOSALS, score_cutoff=50)
    return [directory.agencies[place] for _name, _score, place in best]


def mark_of_agency(code: str) -> str:
    """Return letters by which a button knows an agency: a code may be too long for one."""
    return hashlib.sha256(code.encode()).hexdigest()[:12]


def code_of_new(directory: Directory, name: str) -> str:
    """Return a code for an agency of this name that the directory does not have."""
    code = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_CODE_LETTERS] or "co-quan"
    taken = {agency.code for agency in directory.agencies}
    return next(
        one for number in range(1, len(taken) + 2) if (one := f"{code}-{number}" if number > 1 else code) not in taken
    )


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
