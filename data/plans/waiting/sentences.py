"""Make of the dated sentences in a plan's body what people said that they are; list those still to be asked."""

import re
from collections.abc import Mapping
from dataclasses import replace

from data.plans.draft import Candidate, PlanDraft, TaskDraft
from data.plans.remarks import Remark
from data.plans.times.sending import read_judged_by, sentence_with
from data.plans.times.timeframe import read_timeframe
from data.plans.times.warnings import time_warnings
from data.plans.waiting.answers import Meaning, SentenceAnswer
from data.text import fold

_CODE = re.compile(r"TC\.([1-9]\d*)")
_PROPOSALS = 3
_LIKE = 45
"""Of 100: tasks that are less alike are not proposed."""
_SAME_DAY = 15
"""A task with the deadline of the sentence is that much more alike."""


def with_sentences(plan: PlanDraft[Remark], answers: Mapping[str, SentenceAnswer]) -> PlanDraft[Remark]:
    """Return a plan in which sentences of the body are what people said: duties, asked for by a row, or none."""
    codes = {task.code for task in plan.tasks}
    candidates, duties = [], []
    for candidate in plan.candidates:
        answer = answers.get(candidate.mark) if is_open(candidate) else None
        if answer and answer.meaning is Meaning.DUTY and answer.code not in codes:
            duties.append(_duty(candidate, answer.code, plan.year))
            candidates.append(replace(candidate, code=answer.code))
        elif answer and answer.meaning is Meaning.COVERED and answer.code in codes:
            candidates.append(replace(candidate, code=answer.code))
        elif answer and answer.meaning is Meaning.NONE:
            candidates.append(replace(candidate, dismissed=True))
        else:
            candidates.append(candidate)
    decided = {one.remark for one in candidates if not is_open(one)}
    return replace(
        plan,
        candidates=tuple(candidates),
        tasks=(*plan.tasks, *duties),
        warnings=tuple(one for one in plan.warnings if one not in decided),
    )


def is_open(candidate: Candidate) -> bool:
    """Tell if nobody has said what a sentence is."""
    return candidate.code is None and not candidate.dismissed


def list_open_sentences(plan: PlanDraft[Remark]) -> list[Candidate]:
    """Return the dated sentences of which nobody has said what they are, in the order of the plan."""
    return [one for one in plan.candidates if is_open(one)]


def next_code(plan: PlanDraft[Remark], answers: Mapping[str, SentenceAnswer]) -> str:
    """Return the code for one more duty of the body: later answers never change that of an earlier one."""
    taken = {*(task.code for task in plan.tasks), *(one.code for one in answers.values())}
    numbers = [int(found[1]) for code in taken if (found := _CODE.fullmatch(code))]
    return f"TC.{max(numbers, default=0) + 1}"


def propose_covering(plan: PlanDraft[Remark], candidate: Candidate) -> list[TaskDraft[Remark]]:
    """Return the tasks that most likely ask for the same as a sentence, the likeliest first."""
    from rapidfuzz import fuzz

    days = {deadline.due_on for deadline in candidate.deadlines}
    text = fold(candidate.text)
    scored = [
        (fuzz.token_set_ratio(text, fold(task.title)) + _SAME_DAY * any(d.due_on in days for d in task.deadlines), n)
        for n, task in enumerate(plan.tasks)
    ]
    best = sorted(((score, -place) for score, place in scored if score >= _LIKE), reverse=True)[:_PROPOSALS]
    return [plan.tasks[-place] for _score, place in best]


def _duty(candidate: Candidate, code: str, year: int) -> TaskDraft[Remark]:
    time = read_timeframe(candidate.timeframe, year)
    return TaskDraft(
        code=code,
        section=None,
        printed_number="",
        title=candidate.text.rstrip(" .;"),
        deliverables=(),
        lead=(),
        coordinating=(),
        lead_agencies=(),
        coordinating_agencies=(),
        timeframe=time.text,
        kind=time.kind,
        certain=time.certain,
        deadlines=time.deadlines,
        source=candidate.source,
        judged_by=read_judged_by(sentence_with(candidate.timeframe, candidate.text)),
        warnings=tuple(time_warnings(time)),
    )
