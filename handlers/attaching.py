"""📎: files that prove a duty: their list, one of them handed out, a new one taken in."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from data.errors import BadAnswer, NotAllowed, NotFound
from data.files import Kept
from data.registry import duties, history, progress, proofs
from data.registry.dialogues import Question
from data.registry.duties import DutyLine
from data.text import fold
from data.words import FINISHED
from handlers.access import own_duty, visible_duty
from handlers.conversation import Attachment, Reply
from handlers.documents import read_document
from handlers.percents import read_note
from handlers.progress import done, half, reported, unchanged
from handlers.turn import Turn
from handlers.uploads import wanted
from handlers.views import attaching as view
from handlers.views import refusals

TO_SAVE = "application/octet-stream"
"""Whatever a file is, it is handed back to be saved: nothing on the way opens it."""

_CODE = re.compile(r"\b((?:[ivxlc]+|tc)\.\d{1,3}[a-z]?)(?!\w)")
_LIKE_A_CODE = re.compile(r"\W*([a-z]{1,5}\.\d{1,3}[a-z]?)(?![\w/])")
_CHOICES, _MARKED = 6, 3

ALBUM = "album"
"""After a picture of an album was kept: nothing is asked, and whatever is typed next is no answer to it."""


def show(turn: Turn, value: str) -> Reply:
    """A page of a duty's files, "17:0"; an officer of its agency is asked for more."""
    duty = visible_duty(turn, int(value.partition(":")[0]))
    mine = duty.agency_id == turn.me.agency_id
    if mine:
        turn.ask("file", duty=duty.id)
    return view.files(
        duty, proofs.of_duty(turn.session, duty.id), turn.today, int(value.partition(":")[2]), mine=mine
    )


def hand_out(turn: Turn, value: str) -> Reply:
    """One file, to who may see its duty. Raises NotAllowed for any other, and for one that does not count."""
    try:
        proof = proofs.find(turn.session, int(value))
    except NotFound as error:
        raise NotAllowed("file.see") from error
    duty = visible_duty(turn, proof.duty_id)
    return view.handed_out(duty, Attachment(proof.name, TO_SAVE, make=partial(turn.files.read, proof.digest)))


def take(turn: Turn, caption: str) -> Reply:
    """Files came in: to what was asked last, to the duty that the caption names, or it is asked which duty.

    None goes to a duty only because the file before it did, unless the two are of one album. Raises BadAnswer, and
    `handlers.uploads.Wanted`.
    """
    question = turn.question()
    if question is None or turn.is_late(question) or question.step == "whose":
        return _unasked(turn, question, caption)
    if question.step == ALBUM:
        return _after_an_album(turn, question, caption)
    if question.step == "document":
        return _to_report(turn, question, caption)
    if question.step not in ("percent", "file"):
        raise BadAnswer("file", "file_not_asked")
    if _names_another(turn, question, caption):
        return _unasked(turn, None, caption)
    return _to_question(turn, question, caption)


def choose(turn: Turn, value: str) -> Reply:
    """A tapped duty is the one that the files which came in unasked are for, while they are still kept for it."""
    question = turn.question()
    if question is None or question.step != "whose":
        return refusals.old_button()
    return _claimed(turn, [own_duty(turn, int(value))], question)


def take_code(turn: Turn, sentence: str) -> Reply:
    """The code of the duty that they are for, typed. Raises BadAnswer for one that names none."""
    question = turn.answered
    found = _named(turn, sentence)
    if not found:
        raise BadAnswer("whose", "no_such_duty")
    return _claimed(turn, found, question)


def no_file(_turn: Turn, _sentence: str) -> Reply:
    """Words where a file was asked for. Raises BadAnswer."""
    raise BadAnswer("file", "no_file")


def _to_report(turn: Turn, question: Question, caption: str) -> Reply:
    """A scan of the document: with its number and date the duty is reported; else it is kept, and they are asked."""
    duty = unchanged(turn, own_duty(turn, int(question.about["duty"])), int(question.about["version"]))
    try:
        document = read_document(caption, turn.today, duty.plan_year, half(turn))
    except BadAnswer as unread:
        if _names_another(turn, question, caption):
            return _unasked(turn, None, caption)
        return _to_question(turn, question, caption, unread if caption else None)
    reply = reported(turn, duty, duty.version, document, _incoming(turn))
    _expect_the_album(turn, duty)
    return reply


def _to_question(turn: Turn, question: Question, caption: str, unread: BadAnswer | None = None) -> Reply:
    """Keeps the files, and what of the answer could be read; the question stays open."""
    duty = own_duty(turn, int(question.about["duty"]))
    note = _note(caption)
    added = progress.attach(turn.session, duty.id, _incoming(turn), turn.actor, turn.now, note)
    turn.ask(question.step, **question.about)
    if unread:
        turn.hold(unread.half)
    return view.kept(duty, added, question.step, turn.today, unread)


def _unasked(turn: Turn, question: Question | None, caption: str) -> Reply:
    """The caption names the duty, or else it is asked, for these and those that wait since the last file."""
    named, unknown = _named(turn, caption), _unknown(turn, caption)
    waiting = question if question and question.step == "whose" and not turn.is_late(question) else None
    if len(named) == 1 and not unknown:
        reply = _attach(turn, named[0], _incoming(turn), caption)
        return _ask_again(turn, waiting, reply) if waiting else reply
    files = [*(_waiting(turn, waiting) if waiting else []), *_incoming(turn)]
    said = _note(caption) or (waiting.about["caption"] if waiting else "")
    turn.ask("whose", files=[[file.digest, file.name, file.media_type, file.size] for file in files], caption=said)
    return view.whose(files, named or _likely(turn), unknown)


def _ask_again(turn: Turn, waiting: Question, reply: Reply) -> Reply:
    """A file that named its duty came between: the question about those before it stays open."""
    files = _waiting(turn, waiting)
    if not files:
        return reply
    turn.ask(waiting.step, **waiting.about)
    asked = view.whose(files, _likely(turn))
    return replace(asked, body=f"{reply.body}\n\n{asked.body}", buttons=(*asked.buttons, *reply.buttons))


def _claimed(turn: Turn, named: Sequence[DutyLine], question: Question) -> Reply:
    """The files that waited are the one duty's, unless they have waited for so long that nobody keeps them."""
    files = [] if turn.is_late(question) else _waiting(turn, question)
    if not files:
        turn.leave()
        return view.gone()
    if len(named) > 1:
        return view.whose(files, named)
    return _attach(turn, named[0], files, question.about["caption"])


def _attach(turn: Turn, duty: DutyLine, files: Sequence[Kept], caption: str) -> Reply:
    """One more entry; the rest of its album goes to the same duty."""
    added = progress.attach(turn.session, duty.id, files, turn.actor, turn.now, _note(caption))
    reply = done(turn, duty.id, added) if added else view.had_already(duty)
    _expect_the_album(turn, duty)
    return reply


def _expect_the_album(turn: Turn, duty: DutyLine) -> None:
    turn.leave()
    if turn.incoming.album:
        turn.ask(ALBUM, duty=duty.id, album=turn.incoming.album)


def _after_an_album(turn: Turn, question: Question, caption: str) -> Reply:
    """One more picture of it goes where the first one went; what is none of it, or names its own duty, does not."""
    if turn.incoming.album != question.about["album"] or _names_another(turn, question, caption):
        return _unasked(turn, None, caption)
    return _attach(turn, own_duty(turn, int(question.about["duty"])), _incoming(turn), caption)


def _incoming(turn: Turn) -> list[Kept]:
    return [wanted(upload) for upload in turn.incoming.files]


def _waiting(turn: Turn, question: Question) -> list[Kept]:
    """What came in before and is still there, kept anew: the folder forgets what nobody claims for long."""
    files = [Kept(*file) for file in question.about["files"]]
    return [file for file in files if turn.files.renew(file.digest)]


def _named(turn: Turn, text: str) -> list[DutyLine]:
    """The agency's duties under a code in `text`; of several dates of one task, those that are open."""
    written = _CODE.search(fold(text))
    if written is None:
        return []
    every = duties.owed_by(turn.session, turn.me.agency_id)
    found = [row for row in every if fold(row.code) == written[1]]
    return [row for row in found if row.state not in FINISHED] or found


def _unknown(turn: Turn, caption: str) -> str:
    """What looks like a code at the start of `caption` and is none of the agency's; else nothing."""
    written = _LIKE_A_CODE.match(fold(caption))
    return "" if written is None or _named(turn, written[1]) else written[1].upper()


def _names_another(turn: Turn, question: Question, caption: str) -> bool:
    """Whether `caption` begins with a code, and not with that of the duty which the question is about."""
    written = _LIKE_A_CODE.match(fold(caption))
    return written is not None and fold(own_duty(turn, int(question.about["duty"])).code) != written[1]


def _likely(turn: Turn) -> list[DutyLine]:
    """What the officer marked last, then what is due first."""
    owed = {row.id: row for row in duties.owed_by(turn.session, turn.me.agency_id)}
    marked = history.last_marked(turn.session, turn.me.agency_id, turn.me.officer_id, _MARKED)
    open_ones = [row.id for row in owed.values() if row.state not in FINISHED]
    return [owed[one] for one in dict.fromkeys([*marked, *open_ones]) if one in owed][:_CHOICES]


def _note(caption: str) -> str | None:
    """A caption that says something, as the words of the entry. Raises BadAnswer: note_too_long."""
    return read_note(caption) if any(letter.isalnum() for letter in caption) else None
