"""Ask who is meant by the names in a plan that waits, and propose who it may be."""

import hashlib
import re
from dataclasses import dataclass, replace

from data.plans.agencies.directory import Directory
from data.plans.agencies.names import find_mentions, name_key
from data.plans.agencies.resolution import Resolution
from data.plans.draft import PlanDraft, TaskDraft, W
from data.plans.waiting.answers import Answers
from data.text import fold

_CODE_LETTERS = 60
_PROPOSALS = 3
_LIKE = 50
"""Of 100: names that are less alike are not proposed."""


@dataclass(frozen=True, slots=True)
class LeadQuestion:
    """Who is meant by a name in cells of agencies, or who owes a task whose cell is empty (`name` is "" then).

    `tasks` are the codes of the tasks; `is_needed` tells that one of them is owed by nobody else; `is_unnamed` that
    the plan means agencies which it does not name, "các sở có liên quan".
    """

    name: str
    tasks: tuple[str, ...]
    is_needed: bool
    is_unnamed: bool = False

    @property
    def mark(self) -> str:
        """Return letters by which a button knows the question."""
        return mark_of(name_key(self.name) or self.tasks[0])


@dataclass(frozen=True, slots=True)
class Choice:
    """A proposed answer: an agency, a group or the agencies that a sentence names, `codes` in all.

    `name` is that of the agency or group, "" for several that a sentence names.
    """

    mark: str
    name: str
    codes: tuple[str, ...]


def with_answer(answers: Answers, question: LeadQuestion, codes: tuple[str, ...], new_name: str = "") -> Answers:
    """Return answers with one more; `new_name` where its one agency is a new one."""
    if not question.name:
        return replace(answers, leads={**answers.leads, **dict.fromkeys(question.tasks, codes)})
    new = {**answers.new, codes[0]: new_name} if new_name else answers.new
    return replace(answers, names={**answers.names, question.name: codes}, new=new)


def list_lead_questions(plan: PlanDraft[W]) -> list[LeadQuestion]:
    """Return who is to be asked about, what is needed before the rest, in the order of the plan.

    Of who only takes part, those are asked about whom the plan means without naming them.
    """
    asked: dict[str, LeadQuestion] = {}
    for task in plan.tasks:
        for one in _questions_of(task, plan):
            known = asked.get(key := name_key(one.name) or f"\0{task.code}", one)
            tasks = tuple(dict.fromkeys((*known.tasks, *one.tasks)))
            asked[key] = replace(known, tasks=tasks, is_needed=known.is_needed or one.is_needed)
    return sorted(asked.values(), key=lambda one: not one.is_needed)


def list_choices(plan: PlanDraft[W], question: LeadQuestion) -> list[Choice]:
    """Return what may be meant, the likeliest first."""
    directory = plan.directory
    if question.is_unnamed:
        return _groups(directory)
    if question.name:
        return _alike(directory, question.name)
    titles = " ".join(task.title for task in plan.tasks if task.code in question.tasks)
    return _mentioned(directory, titles)


def find_choice(plan: PlanDraft[W], question: LeadQuestion, mark: str) -> tuple[str, ...]:
    """Return the codes that a button stands for: of a choice, else of any agency; none for what is there no more."""
    agencies = (Choice(mark_of(one.code), one.name, (one.code,)) for one in plan.directory.agencies)
    return next((one.codes for one in (*list_choices(plan, question), *agencies) if one.mark == mark), ())


def code_of_new(directory: Directory, name: str) -> str:
    """Return a code for an agency of this name that the directory does not have."""
    code = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:_CODE_LETTERS] or "co-quan"
    taken = {agency.code for agency in directory.agencies}
    return next(
        one for number in range(1, len(taken) + 2) if (one := f"{code}-{number}" if number > 1 else code) not in taken
    )


def mark_of(words: str) -> str:
    """Return letters by which a button knows something: what it is known by may be too long for one."""
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _questions_of(task: TaskDraft[W], plan: PlanDraft[W]) -> list[LeadQuestion]:
    directory = plan.directory
    is_needed = not task.lead_agencies and task.code not in plan.unowned
    if is_needed and not task.lead:
        return [LeadQuestion("", (task.code,), is_needed=True), *_taking_part(task, directory)]
    questions = []
    for cell in task.lead:
        found = directory.resolve(cell)
        names = found.unknown or ((cell,) if not found.codes and not directory.is_nobody(cell) else ())
        questions += [LeadQuestion(name, (task.code,), is_needed, _is_unnamed(name, found)) for name in names]
    return [*questions, *_taking_part(task, directory)]


def _taking_part(task: TaskDraft[W], directory: Directory) -> list[LeadQuestion]:
    names = (name for cell in task.coordinating for name in directory.resolve(cell).unnamed)
    return [LeadQuestion(name, (task.code,), is_needed=False, is_unnamed=True) for name in names]


def _is_unnamed(name: str, found: Resolution) -> bool:
    return name in found.unnamed


def _groups(directory: Directory) -> list[Choice]:
    members = ((group, directory.members(group.code)) for group in directory.groups)
    return [Choice(mark_of(group.code), group.name, codes) for group, codes in members if codes]


def _alike(directory: Directory, name: str) -> list[Choice]:
    from rapidfuzz import fuzz, process

    by_place = dict(enumerate(fold(agency.name) for agency in directory.agencies))
    best = process.extract(fold(name), by_place, scorer=fuzz.token_sort_ratio, limit=_PROPOSALS, score_cutoff=_LIKE)
    found = [directory.agencies[place] for _name, _score, place in best]
    return [Choice(mark_of(one.code), one.name, (one.code,)) for one in found]


def _mentioned(directory: Directory, text: str) -> list[Choice]:
    """Return the agencies and groups that a text names, and all of them together where there are several."""
    named: dict[str, tuple[str, tuple[str, ...]]]
    named = {agency.code: (agency.name, (agency.code,)) for agency in directory.agencies}
    named |= {group.code: (group.name, directory.members(group.code)) for group in directory.groups}
    found = [
        Choice(mark_of(code), *named[code])
        for code in dict.fromkeys(code for codes in find_mentions(text, directory.known_names) for code in codes)
        if code in named
    ][:_PROPOSALS]
    every = tuple(dict.fromkeys(code for one in found for code in one.codes))
    return [*found, Choice(mark_of("\0".join(every)), "", every)] if len(found) > 1 else found
