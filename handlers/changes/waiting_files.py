"""Files of a turn, and files that came before it and wait for a word."""

from data.files import StoredFile
from data.registry.conversations.dialogues import Question
from handlers.base.turn import Turn
from handlers.base.uploads import get_stored_file, renew_waiting_files
from handlers.parsing.progress_input import read_note


def get_incoming_files(turn: Turn) -> list[StoredFile]:
    return [get_stored_file(upload) for upload in turn.incoming.files]


def renew_files_of_question(turn: Turn, question: Question) -> list[StoredFile]:
    """Return the files that came in before and are still there, kept anew: the folder forgets what nobody claims for
    long."""
    return renew_waiting_files(turn.files, question.about["files"])


def get_album(question: Question) -> str:
    return str(question.about.get("album", ""))


def read_caption_note(caption: str) -> str | None:
    """Return a caption that says something, as the words of the entry. Raises BadAnswer: note_too_long."""
    return read_note(caption) if any(letter.isalnum() for letter in caption) else None
