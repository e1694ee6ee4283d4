"""Notes on tasks of others: an agency that takes part may add a note (📝), and nothing else."""

from typing import Any

from data.registry.duties import duty_lines, progress
from handlers.base.callback_data.changes import AskTaskNote
from handlers.base.messages import Reply
from handlers.base.permissions import get_coordinated_task
from handlers.base.proposal import Act, Proposal
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.open_questions.previews import propose
from handlers.parsing.progress_input import read_asked_note
from handlers.views.changes import coordination_notes as view


def ask_note(turn: Turn, tapped: AskTaskNote) -> Reply:
    """Ask for the note (📝 Ghi chú). Raises NotAllowed."""
    task = get_coordinated_task(turn, tapped.deadline_id)
    turn.ask(Step.TASK_NOTE, deadline=tapped.deadline_id)
    return view.note_question(task, tapped.deadline_id)


def take_note(turn: Turn, sentence: str) -> Reply:
    """Show the answer to `ask_note` as it will be written: it goes to others, who cannot tell that it was a slip.

    Raises BadAnswer and NotAllowed.
    """
    question = turn.answered_question
    deadline_id, typed = int(question.about["deadline"]), read_asked_note(sentence)
    task = get_coordinated_task(turn, deadline_id)
    note = f"{turn.me.agency_short_name}: {typed}"
    facts = {"deadline": deadline_id, "note": note}
    return propose(turn, Proposal(Act.TASK_NOTE, facts, *view.note_preview(task, note), typed))


def save_note(turn: Turn, facts: dict[str, Any]) -> Reply:
    """Save the note in the duty of each leading agency. Raises NotAllowed."""
    deadline_id, note = int(facts["deadline"]), str(facts["note"])
    task = get_coordinated_task(turn, deadline_id)
    owing = duty_lines.list_by_deadline(turn.session, deadline_id)
    for duty in owing:
        progress.add_note(turn.session, duty.id, note, turn.actor, turn.now)
    turn.close_question()
    return view.note_saved(task, deadline_id, owing)
