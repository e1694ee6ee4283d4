"""📝 on a task of others: an agency that takes part may add a note, and nothing else."""

from data.registry import duties, progress
from handlers.access import coordinated_task
from handlers.conversation import Reply
from handlers.percents import read_note
from handlers.turn import Turn
from handlers.views import coordinating as view


def ask(turn: Turn, value: str) -> Reply:
    """📝 Ghi chú: asks for it. Raises NotAllowed."""
    task = coordinated_task(turn, int(value))
    turn.ask("tasknote", deadline=int(value))
    return view.question(task, int(value))


def take(turn: Turn, sentence: str) -> Reply:
    """The answer to `ask`: noted in what each leading agency owes. Raises BadAnswer and NotAllowed."""
    question = turn.answered
    deadline_id = int(question.about["deadline"])
    task = coordinated_task(turn, deadline_id)
    note = f"{turn.me.agency_short_name}: {read_note(sentence)}"
    owing = duties.owing(turn.session, deadline_id)
    for duty in owing:
        progress.note(turn.session, duty.id, note, turn.actor, turn.now)
    turn.leave()
    return view.noted(task, deadline_id, owing)
