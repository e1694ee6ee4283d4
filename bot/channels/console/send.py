"""A `Reply` as lines of a terminal, or as one line of JSON for a program."""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

from data.atomic_file import write_whole
from handlers.base.messages import Attachment, Reply


def as_text(reply: Reply, files: Sequence[Path]) -> str:
    """What a person reads, an empty line behind it. The choices stand in the text already, numbered."""
    return "\n".join((reply.text, *(f"📎 {file}" for file in files), ""))


def as_json(reply: Reply, files: Sequence[Path]) -> str:
    """`{"text": …, "buttons": [[{"text": …, "value": …}]], "files": [paths]}` on one line."""
    document = {
        "text": reply.text,
        "buttons": [[{"text": button.text, "value": button.value} for button in row] for row in reply.buttons],
        "files": [str(file) for file in files],
    }
    return json.dumps(document, ensure_ascii=False)


def saved(files: Sequence[Attachment]) -> list[Path]:
    """Writes the files of one reply into a new folder for this user alone, where they stay; returns their paths."""
    if not files:
        return []
    folder = Path(tempfile.mkdtemp(prefix="nhacviec-"))
    paths = [folder / Path(file.name).name for file in files]
    for path, file in zip(paths, files, strict=True):
        write_whole(path, file.content)
    return paths
