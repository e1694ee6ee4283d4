"""Files that come in: refused before they are fetched where that can be told, looked at before they are kept."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.errors import BadAnswer
from data.file_types import MAX_BYTES, clean_name, type_by_name, type_of
from data.files import Files, StoredFile
from handlers.base.messages import Upload


class Wanted(Exception):
    """The files of this turn are to be fetched and kept; then the turn is taken again from its beginning."""


def wanted(upload: Upload) -> StoredFile:
    """What the file is and where it lies. Raises Wanted before it is fetched, and BadAnswer: file_type,
    file_not_as_named, file_too_big, file_empty, file_not_fetched.
    """
    if upload.kept:
        return upload.kept
    fault = upload.fault or _told_fault(upload)
    if fault:
        raise BadAnswer("file", fault)
    raise Wanted


def keep(upload: Upload, content: bytes, files: Files) -> Upload:
    """`upload` as it is known once its content is here: kept, or not and why."""
    if len(content) > MAX_BYTES:
        return replace(upload, fault="file_too_big")
    if not content:
        return replace(upload, fault="file_empty")
    kind = type_of(upload.name, content)
    if kind is None:
        return replace(upload, fault="file_not_as_named" if type_by_name(upload.name) else "file_type")
    return replace(
        upload, kept=StoredFile(files.save(content), clean_name(upload.name), kind.media_type, len(content))
    )


def put_by(kept: Sequence[StoredFile]) -> list[list[Any]]:
    """Files that wait for a word, as the row of the open question keeps them."""
    return [[file.digest, file.name, file.media_type, file.size] for file in kept]


def held(files: Files, waiting: Sequence[Sequence[Any]]) -> list[StoredFile]:
    """Those of them that are still there, kept anew: the folder forgets what nobody claims for long."""
    return [file for file in (StoredFile(*each) for each in waiting) if files.renew(file.digest)]


def _told_fault(upload: Upload) -> str | None:
    """What is wrong with a file as far as its name and its told size show."""
    if type_by_name(upload.name) is None:
        return "file_type"
    if upload.size is not None and upload.size > MAX_BYTES:
        return "file_too_big"
    return "file_empty" if upload.size == 0 else None
