"""Routing of a turn: permission and handler from the table of `handlers.dispatch.routes`.

Roles are checked only here, before any handler runs, on a command, a tap and an answer alike. Whether a duty is the
officer's own is checked by `handlers.base.permissions`.
"""

from collections.abc import Callable, Iterable
from functools import partial

from data.errors import BadAnswer, NotAllowed
from data.registry.conversations.dialogues import Question
from data.text import fold
from data.text.secrecy_marks import carries_secrecy_mark, name_carries_secrecy_mark
from handlers.account import group_chats, join, page, speaking
from handlers.base import input_checks
from handlers.base.callback_data.codec import decode
from handlers.base.callback_data.conversation import RunCommand
from handlers.base.command_names import OF_THE_PAGE, SPOKEN, CommandName
from handlers.base.messages import Incoming, Reply
from handlers.base.steps import Step
from handlers.base.turn import Turn
from handlers.dispatch import audit_trail, numbered_choices, open_question_gate, speakers
from handlers.dispatch.route import RESERVED, ButtonRoute, Route
from handlers.dispatch.routes import ANSWERS, BUTTONS, COMMANDS, FILE_ANSWERS, FILES, SENTENCE
from handlers.open_questions import message_subjects, side_answers
from handlers.views.base import refusals


def answer(turn: Turn) -> Reply:
    """Answer whatever came in. Raises a `data.errors.Refused`, after which nothing of the turn may be saved."""
    incoming = turn.incoming
    if not incoming.private:
        return group_chats.answer_in_group(turn)
    if turn.identity and _carries_secrecy_mark(incoming):
        raise BadAnswer("sentence", "secret")
    if incoming.edited:
        return refusals.edit_unread() if turn.identity else join.greet_stranger(turn, "")
    if incoming.withheld and turn.identity:
        return page.ask_for_document(turn)
    if incoming.pressed is not None:
        return press_button(turn, incoming.pressed)
    turn = speakers.of_reply(turn)
    sentence = input_checks.normalize_input(incoming.text)
    if len(sentence) > input_checks.MAX_LETTERS and not _is_list(turn, sentence):
        return refusals.too_long(input_checks.MAX_LETTERS)
    if turn.identity and not (sentence or incoming.files):
        return refusals.empty_message()
    if incoming.files:
        route = _find_file_route(turn)
        return _admit(turn, route, partial(route.handler, turn, sentence))
    if sentence.startswith("/"):
        return _run_command(turn, sentence)
    return _answer_sentence(turn, sentence)


def _carries_secrecy_mark(incoming: Incoming) -> bool:
    names = map(name_carries_secrecy_mark, (file.name for file in incoming.files))
    return carries_secrecy_mark(incoming.text[: 2 * input_checks.MAX_LIST_LETTERS]) or any(names)


def _find_file_route(turn: Turn) -> Route:
    """Return the route of files: what answers the open question by a file that is only read, or what keeps them."""
    question = turn.get_question() if turn.identity else None
    asked = question and not turn.is_late(question) and _find(FILE_ANSWERS, question.step)
    return asked or FILES


def _is_list(turn: Turn, sentence: str) -> bool:
    """Return whether a long text answers a question that asks for a list."""
    question = turn.get_question() if turn.identity and not sentence.startswith("/") else None
    return question is not None and question.step == Step.INVITEES and len(sentence) <= input_checks.MAX_LIST_LETTERS


def _run_command(turn: Turn, sentence: str) -> Reply:
    name, words = (*sentence[1:].split(maxsplit=1), "", "")[:2]
    route = _find(COMMANDS, fold(name))
    if route is None:
        return _suggest_command(turn, name)
    _leave_question(turn, route)
    return _admit(turn, route, partial(route.handler, turn, words))


def _leave_question(turn: Turn, route: Route | ButtonRoute) -> None:
    if turn.identity and turn.identity.asked and not route.keeps_question:
        turn.close_question()


def press_button(turn: Turn, value: str, reader: int | None = None) -> Reply:
    """Do what the button of this value does, below a message that was for `reader` (an officer) where that is known.

    Raises NotAllowed, and what its handler raises.
    """
    payload = decode(value)
    if isinstance(payload, RunCommand):
        command = _find(COMMANDS, fold(payload.words.partition(" ")[0]))
        if command and not command.keeps_question:  # else it is about the question of who speaks
            turn = speakers.of_command(turn, reader)
        return _run_command(turn, f"/{payload.words}")
    route = next((route for route in BUTTONS if route.payload is type(payload)), None)
    if payload is None or route is None:
        audit_trail.record_forged_tap(turn)
        return refusals.old_button() if turn.identity else join.greet_stranger(turn, "")
    turn = speakers.of_tap(turn, payload, route, reader)
    _leave_question(turn, route)
    return _admit(turn, route, partial(route.handler, turn, payload))


def take_answer(turn: Turn, sentence: str) -> Reply:
    """Take what was typed into a field as the answer to the open question, whatever else it could mean in a chat.

    Raises NotAllowed, and what the handler of the answer raises.
    """
    question = turn.get_question()
    route = _find(ANSWERS, question.step) if question else None
    if question is None or route is None or turn.is_late(question):
        turn.close_question()
        return refusals.expired_question()
    return _admit(turn, route, partial(route.handler, turn, sentence))


def take_files(turn: Turn, caption: str) -> Reply:
    """Take the files that came with a form as the answer to the open question. Raises as `take_answer`."""
    question = turn.get_question()
    route = _find(FILE_ANSWERS, question.step) if question else None
    if question is None or route is None or turn.is_late(question):
        turn.close_question()
        return refusals.expired_question()
    return _admit(turn, route, partial(route.handler, turn, caption))


def _answer_sentence(turn: Turn, sentence: str) -> Reply:
    if turn.identity is None:
        return join.greet_stranger(turn, sentence)
    if join.is_invitation(turn, sentence):
        return _run_command(turn, f"/{CommandName.JOIN} {sentence}")
    question = turn.get_question()
    if not turn.incoming.has_buttons and (chosen := numbered_choices.find_chosen(turn, sentence, question)):
        return press_button(turn, chosen.value, chosen.reader)
    if question is None:
        return _answer_unasked(turn, sentence)
    is_late = turn.is_late(question)
    elsewhere = turn.incoming.reply_to and message_subjects.replies_elsewhere(turn, question)
    is_here = turn.incoming.has_buttons and not (is_late or elsewhere)
    if is_here and (chosen := numbered_choices.find_typed_label(turn, sentence, question)):
        return press_button(turn, chosen.value, chosen.reader)
    is_to_another = question.step == Step.OFFICER_AGENCY and not is_late  # "chuyển sang" is said of an officer there
    if not is_to_another and (said := _answer_about_speaking(turn, sentence, asked=True)):
        return said
    if is_late:
        turn.close_question()
        return refusals.expired_question()
    if elsewhere:
        return _admit(turn, SENTENCE, partial(side_answers.answer_beside, turn, question, sentence))
    return _answer_question(turn, question, sentence)


def _answer_question(turn: Turn, question: Question, sentence: str) -> Reply:
    """Take a sentence as the answer to the open question, where it is none of the words that mean another thing."""
    if question.step == Step.OFFICER_NAME and (command := _find_spoken(turn, sentence)):
        return _run_command(turn, f"/{command}")  # any letters would be a name
    route = _find(ANSWERS, question.step)
    if route is None:
        return _admit(turn, SENTENCE, partial(SENTENCE.handler, turn, sentence))
    return open_question_gate.take_answer(
        turn, question, sentence, partial(_admit, turn, route, partial(route.handler, turn, sentence))
    )


def _answer_unasked(turn: Turn, sentence: str) -> Reply:
    """Answer a sentence while no question is open."""
    if command := _find_spoken(turn, sentence):
        return _run_command(turn, f"/{command}")
    said = _answer_about_speaking(turn, sentence, asked=False)
    return said or _admit(turn, SENTENCE, partial(SENTENCE.handler, turn, sentence))


def _find_spoken(turn: Turn, sentence: str) -> CommandName | None:
    """Return the command that a sentence is the words for; None for any other sentence."""
    command = SPOKEN.get(fold(sentence))
    return command if turn.has_page or command not in OF_THE_PAGE else None


def _answer_about_speaking(turn: Turn, sentence: str, *, asked: bool) -> Reply | None:
    """Answer a sentence about whom the chat speaks for, which no question asks for; None for any other."""
    return speaking.answer_sentence(turn, sentence, asked=asked) if turn.me.several else None


def _admit(turn: Turn, route: Route | ButtonRoute, handle: Callable[[], Reply]) -> Reply:
    role = turn.identity.role if turn.identity else None
    if role in route.roles:
        reply = handle()
        if route is not SENTENCE and not side_answers.is_asked(turn):
            message_subjects.save_last_shown(turn, reply)
        return reply
    if role is None:
        if turn.incoming.pressed is not None:
            audit_trail.record_forged_tap(turn)
        return join.greet_stranger(turn, "")
    raise NotAllowed(RESERVED.get(route.roles, route.key))


def _find(routes: Iterable[Route], key: str) -> Route | None:
    return next((route for route in routes if route.key == key), None)


def _suggest_command(turn: Turn, name: str) -> Reply:
    from rapidfuzz import process

    names = [command.name for command in turn.commands]
    nearest = process.extractOne(fold(name), names, score_cutoff=70)
    if nearest is None and turn.identity is None:
        return join.greet_stranger(turn, name)
    return refusals.unknown_command(name[:64], nearest[0] if nearest else None)
