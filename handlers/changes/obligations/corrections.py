"""Corrected readings (🔧): who follows the plan puts right what was read wrong, with a document and a reason."""

from typing import Any

from data.enums import CorrectedField, JudgedBy, Kind
from data.errors import BadAnswer, NotAllowed
from data.plans.storing import corrections as storing
from data.plans.storing.corrections import Ground, NewValue
from data.registry.duties.duty_lines import DutyLine
from data.registry.office import agencies
from data.registry.plans import corrections as registry
from data.registry.plans.corrections import CorrectableTask
from handlers.base.callback_data.obligations import AskCorrection, ShowCorrections, UndoCorrection
from handlers.base.messages import Reply
from handlers.base.permissions import get_visible_duty, may_correct
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.changes.progress import get_partial_answer
from handlers.open_questions.previews import propose
from handlers.parsing.corrections import TypedCorrection, read_correction
from handlers.views.changes import corrections as view
from handlers.views.duties.correction_lines import value_text


def show_fields(turn: Turn, tapped: ShowCorrections) -> Reply:
    """Ask what of the reading is wrong (🔧 Sửa cách đọc). Raises NotAllowed."""
    duty, task = _get_correctable(turn, tapped.duty_id)
    return view.field_question(duty, task)


def ask_correction(turn: Turn, tapped: AskCorrection) -> Reply:
    """Ask for the right value, the document and the reason; of a kind, which one it is comes first."""
    duty, task = _get_correctable(turn, tapped.duty_id)
    if tapped.field is CorrectedField.KIND and tapped.kind is None:
        return view.kind_question(duty)
    kind = tapped.kind.value if tapped.kind else ""
    if tapped.field is CorrectedField.JUDGED_BY:
        kind = _other_day(duty).value
    turn.ask(Step.CORRECTION, duty=duty.id, field=tapped.field.value, kind=kind)
    return view.value_question(duty, task, tapped.field, registry.list_dates(turn.session, task.task_id))


def take_correction(turn: Turn, sentence: str) -> Reply:
    """Propose the correction that answers `ask_correction`. Raises BadAnswer, NotFound and NotAllowed."""
    about = turn.answered_question.about
    duty, task = _get_correctable(turn, int(about["duty"]))
    field = CorrectedField(about["field"])
    typed = read_correction(sentence, field, task, turn.today, get_partial_answer(turn))
    values = _read_values(turn, field, task, typed, str(about["kind"]))
    before = _describe_before(duty, task, field)
    heading, said = view.correction_preview(duty, field, _describe(turn, values), before, typed)
    facts = {
        "duty": duty.id,
        "values": [[value.field.value, value.after, value.deadline_id] for value in values],
        "document": typed.document_number,
        "reason": typed.reason,
        "words": said,
    }
    return propose(turn, Proposal(Act.CORRECT, facts, heading, said, typed.reason))


def save_correction(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the correction that was shown. Raises NotAllowed and NotFound."""
    duty, task = _get_correctable(turn, facts["duty"])
    values = [NewValue(CorrectedField(field), after, deadline_id) for field, after, deadline_id in facts["values"]]
    ground = Ground(facts["reason"], facts["document"], turn.now, turn.actor)
    made = storing.correct(turn.session, task.task_id, values, ground, facts["words"])
    turn.close_question()
    return view.correction_saved(duty, facts["words"], made)


def undo_correction(turn: Turn, tapped: UndoCorrection) -> Reply:
    """Take back a correction of one's own within 15 minutes. Raises NotAllowed."""
    storing.undo(turn.session, tapped.correction_id, turn.actor, turn.now, view.undone_words())
    return view.correction_undone()


def _get_correctable(turn: Turn, duty_id: int) -> tuple[DutyLine, CorrectableTask]:
    """Return a duty and its task to somebody who may correct it. Raises NotAllowed."""
    task = registry.find_task_of_duty(turn.session, duty_id)
    if not may_correct(turn.me, task.standing_agency_id):
        raise NotAllowed("correction.right")
    return get_visible_duty(turn, duty_id), task


def _read_values(
    turn: Turn, field: CorrectedField, task: CorrectableTask, typed: TypedCorrection, kind: str
) -> list[NewValue]:
    """Return the values to save. Raises BadAnswer, NotFound for an agency or a task, NotAllowed for what is so."""
    if field is CorrectedField.DUE_ON:
        dated = registry.list_dates(turn.session, task.task_id)
        if len(typed.dates) == 1:
            return [NewValue(field, typed.dates[0].isoformat(), task.deadline_id)]
        if len(typed.dates) != len(dated):
            raise BadAnswer("correction", "correction_dates")
        pairs = [(one, day) for (one, due_on), day in zip(dated, typed.dates, strict=True) if due_on != day]
        if not pairs:
            raise NotAllowed("correction.same")
        return [NewValue(field, day.isoformat(), one) for one, day in pairs]
    if field is CorrectedField.LEAD:
        names = [name.strip() for name in typed.value.split(";") if name.strip()]
        codes = dict.fromkeys(agencies.find(turn.session, name, turn.today).code for name in names)
        return [NewValue(field, ",".join(codes))]
    if field is CorrectedField.COVERED_BY:
        registry.find_task_id(turn.session, task.plan_id, typed.value)
    return [NewValue(field, kind or typed.value)]


def _describe(turn: Turn, values: list[NewValue]) -> str:
    names = registry.get_short_names(
        turn.session, {code for one in values if one.field is CorrectedField.LEAD for code in one.after.split(",")}
    )
    return "; ".join(value_text(one.field, one.after, names) for one in values)


def _describe_before(duty: DutyLine, task: CorrectableTask, field: CorrectedField) -> str:
    match field:
        case CorrectedField.DUE_ON:
            return value_text(field, task.due_on.isoformat() if task.due_on else "", {})
        case CorrectedField.TITLE:
            return task.title
        case CorrectedField.KIND:
            return value_text(field, Kind(duty.kind).value, {})
        case CorrectedField.JUDGED_BY:
            return value_text(field, duty.judged_by.value, {})
    return ""


def _other_day(duty: DutyLine) -> JudgedBy:
    """Return the day by which a duty is not judged now."""
    return JudgedBy.DOCUMENT if duty.judged_by is JudgedBy.RECEIVED else JudgedBy.RECEIVED
