"""Mergers of agencies in the chat: typed, asked about where both owe the same, shown once, written by one tap."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data.errors import AgencyNotMerged, NotFound
from data.registry.office import agencies
from data.registry.office.succession import mergers
from data.registry.office.succession.mergers import Merger
from data.registry.office.succession.proposals import propose_mergers
from data.registry.people import officers
from handlers.base.callback_data.directories import AskMerger, MovePeople, RecordMerger, TakeState
from handlers.base.messages import Reply
from handlers.base.proposal import make_mark
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.parsing.mergers import read_merger
from handlers.views.base import error_sentences, refusals
from handlers.views.office import mergers as view


@dataclass(frozen=True, slots=True)
class _Asked:
    """A merger in the open question; `move` is None until it is said whether the officers go along."""

    merger: Merger
    mark: str
    move: bool | None


def ask(turn: Turn, _tapped: AskMerger) -> Reply:
    """Ask which agencies merge into which, from when, by which document."""
    turn.ask(Step.MERGER)
    return view.merger_question(turn.today, propose_mergers(turn.session))


def take_merger(turn: Turn, sentence: str) -> Reply:
    """Take the merger that was typed; where it cannot be, say why and ask again. Raises BadAnswer."""
    typed = read_merger(sentence)
    named = Merger(typed.old, typed.successor, typed.first_day, typed.document)
    try:
        old, successor = mergers.check_merger(turn.session, named, turn.today)
    except (AgencyNotMerged, NotFound) as refused:
        turn.ask(Step.MERGER)
        return view.merger_refused(error_sentences.sentence(refused))
    merger = Merger([one.code for one in old], successor.code, typed.first_day, typed.document)
    incoming = turn.incoming
    mark = make_mark(incoming.channel, incoming.chat_id, incoming.update_id)
    people = sum(len(officers.list_officers(turn.session, one.id)) for one in old)
    return _go_on(turn, _Asked(merger, mark, move=None if people else True))


def take_state(turn: Turn, tapped: TakeState) -> Reply:
    """Take whose state counts for a deadline that both owe."""
    asked = _get_asked(turn, tapped.mark)
    if asked is None:
        return refusals.old_button()
    taken = {**asked.merger.taken, tapped.duty_id: tapped.of == "o"}
    return _go_on(turn, replace(asked, merger=replace(asked.merger, taken=taken)))


def move_people(turn: Turn, tapped: MovePeople) -> Reply:
    """Take whether the officers go to the successor."""
    asked = _get_asked(turn, tapped.mark)
    if asked is None:
        return refusals.old_button()
    move = tapped.how == "m"
    return _go_on(turn, replace(asked, merger=replace(asked.merger, move_officers=move), move=move))


def record(turn: Turn, tapped: RecordMerger) -> Reply:
    """Merge the agencies; where something else is to be asked by now, it is. Raises AgencyNotMerged."""
    asked = _get_asked(turn, tapped.mark)
    if asked is None:
        return refusals.old_button()
    if asked.move is None or mergers.list_questions(turn.session, asked.merger, turn.today):
        return _go_on(turn, asked)
    actor = f"officer:{turn.me.officer_id}"
    done = mergers.merge(turn.session, asked.merger, today=turn.today, now=turn.now, actor=actor)
    turn.close_question()
    return view.merged(done, moved=asked.merger.move_officers)


def _go_on(turn: Turn, asked: _Asked) -> Reply:
    """Ask what is still open: the states first, then the officers; else show the merger as it will be written."""
    old, successor = mergers.check_merger(turn.session, asked.merger, turn.today)
    turn.ask(Step.MERGER, **_as_json(asked))
    questions = mergers.list_questions(turn.session, asked.merger, turn.today)
    if questions:
        first = questions[0]
        holder, owner = (agencies.get(turn.session, key) for key in (first.old_agency_id, first.owner_id))
        return view.state_question(first, holder, owner, len(questions), asked.mark)
    people = [one for each in old for one in officers.list_officers(turn.session, each.id)]
    if asked.move is None:
        return view.people_question(people, successor, asked.mark)
    counts = mergers.count_duties(turn.session, asked.merger, turn.today)
    return view.merger_preview(asked.merger, old, successor, counts, people, asked.mark)


def _get_asked(turn: Turn, mark: str) -> _Asked | None:
    """Return the merger of the open question; None if it is another one, or none is open."""
    question = turn.get_question()
    if question is None or question.step != Step.MERGER or turn.is_late(question):
        return None
    return _from_json(question.about) if question.about.get("mark") == mark else None


def _as_json(asked: _Asked) -> dict[str, Any]:
    merger = asked.merger
    return {
        "old": list(merger.old),
        "successor": merger.successor,
        "first_day": merger.first_day.isoformat(),
        "document": merger.document,
        "taken": {str(duty_id): taken for duty_id, taken in merger.taken.items()},
        "mark": asked.mark,
        "move": asked.move,
    }


def _from_json(kept: dict[str, Any]) -> _Asked:
    merger = Merger(
        kept["old"],
        kept["successor"],
        date.fromisoformat(kept["first_day"]),
        kept["document"],
        {int(duty_id): taken for duty_id, taken in kept["taken"].items()},
        kept["move"] is not False,
    )
    return _Asked(merger, kept["mark"], kept["move"])
