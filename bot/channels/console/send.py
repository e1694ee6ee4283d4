"""Replies printed as text, or as one line of JSON for a program."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.atomic_file import write_atomically
from handlers.base.messages import Attachment, Reply


def as_text(reply: Reply, files: Sequence[Path]) -> str:
    """Return the reply as text and an empty line. Its choices are numbered in the text already."""
    return "\n".join((reply.text, *(f"📎 {file}" for file in files), ""))


def as_json(reply: Reply, files: Sequence[Path]) -> str:
    """Return `{"text": …, "buttons": [[{"text": …, "value": …}]], "files": [paths]}` on one line."""
    document = {
        "text": reply.text,
        "buttons": [[{"text": button.text, "value": button.value} for button in row] for row in reply.buttons],
        "files": [str(file) for file in files],
    }
    return json.dumps(document, ensure_ascii=False)


def save_files(files: Sequence[Attachment]) -> list[Path]:
    """Write a reply's files into a new folder that only this user can open; return their paths. They stay there."""
    if not files:
        return []
    folder = Path(tempfile.mkdtemp(prefix="nhacviec-"))
    paths = [folder / Path(file.name).name for file in files]
    for path, file in zip(paths, files, strict=True):
        write_atomically(path, file.content)
    return paths
