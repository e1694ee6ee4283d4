"""Files that officers send: refused before they are fetched if possible, checked before they are stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data.accepted_files import MAX_BYTES, WITH_MACROS, clean_name, name_ending, type_by_name, type_of
from data.errors import BadAnswer, NotFound
from data.files import Files, StoredFile
from data.plans.formats.document import Document
from handlers.base.messages import FetchFailed, Upload


class PreparationNeeded(Exception):
    """Something must be done outside of the turn first; then the turn is taken again from its beginning."""


class FilesNeeded(PreparationNeeded):
    """The files of this turn must be fetched and stored first; then the turn is taken again from its beginning.

    `files` are others than those that came with it.
    """

    def __init__(self, *files: Upload) -> None:
        super().__init__()
        self.files = files


class DocumentsNeeded(FilesNeeded):
    """The files of this turn are to be read in a child process and not kept; then the turn is taken again."""


class PlansNeeded(DocumentsNeeded):
    """The files of this turn are to be read as plans, whatever their kind; then the turn is taken again."""


def get_plan_document(upload: Upload) -> Document:
    """Return what is in a plan file. Raises PlansNeeded, PlanUnreadable, and BadAnswer: it could not be fetched."""
    if upload.document:
        return upload.document
    if upload.unreadable:
        raise upload.unreadable
    if upload.fault:
        raise BadAnswer("file", upload.fault)
    if upload.size is not None and upload.size > MAX_BYTES:
        raise BadAnswer("file", "file_too_big")
    raise PlansNeeded


def get_document(upload: Upload) -> Document:
    """Return what is in a file that is only read. Raises DocumentsNeeded, and BadAnswer as `get_stored_file`."""
    if upload.document:
        return upload.document
    fault = upload.fault or _find_fault_before_fetch(upload)
    if fault:
        raise BadAnswer("file", fault)
    raise DocumentsNeeded


def get_stored_file(upload: Upload) -> StoredFile:
    """Return the stored file of an upload.

    Raises FilesNeeded if it was not fetched yet, and BadAnswer: file_type, file_macros, file_not_as_named,
    file_too_big, file_empty, file_not_fetched, file_quota, secret, and what else its inspection found.
    """
    if upload.kept:
        return upload.kept
    fault = upload.fault or _find_fault_before_fetch(upload)
    if fault:
        raise BadAnswer("file", fault)
    raise FilesNeeded


def sent_before(file: StoredFile, files: Files) -> Upload:
    """Return an upload of a file that is stored, to be read anew."""

    async def fetch() -> bytes:
        try:
            return await asyncio.to_thread(files.read, file.digest)
        except NotFound as error:
            raise FetchFailed("file_not_fetched") from error

    return Upload(file.name, file.size, fetch)


def find_content_fault(upload: Upload, content: bytes, *, is_plan: bool = False) -> str | None:
    """Return what is wrong with the fetched content of an upload as far as its size and first bytes show.

    The kind of a plan is told by its reader, which says what to do.
    """
    if len(content) > MAX_BYTES:
        return "file_too_big"
    if not content:
        return "file_empty"
    if is_plan:
        return None
    if type_of(upload.name, content) is None:
        return "file_not_as_named" if type_by_name(upload.name) else "file_type"
    return None


def store_upload(upload: Upload, content: bytes, files: Files) -> Upload:
    """Store the content of an upload in which nothing was found wrong; return the upload with the stored file."""
    kind = type_of(upload.name, content)
    assert kind is not None  # noqa: S101 - `find_content_fault`
    kept = StoredFile(files.save(content), clean_name(upload.name), kind.media_type, len(content))
    return replace(upload, kept=kept)


def files_to_json(kept: Sequence[StoredFile]) -> list[list[Any]]:
    """Return files as the row of the open question stores them."""
    return [[file.digest, file.name, file.media_type, file.size] for file in kept]


def renew_waiting_files(files: Files, waiting: Sequence[Sequence[Any]]) -> list[StoredFile]:
    """Renew the files that an open question stores; return those that still exist.

    What nobody claims for long is deleted.
    """
    return [file for file in (StoredFile(*each) for each in waiting) if files.renew(file.digest)]


def _find_fault_before_fetch(upload: Upload) -> str | None:
    """Return what is wrong with a file as far as its name and its announced size show; None if nothing."""
    if type_by_name(upload.name) is None:
        return "file_macros" if name_ending(upload.name) in WITH_MACROS else "file_type"
    if upload.size is not None and upload.size > MAX_BYTES:
        return "file_too_big"
    return "file_empty" if upload.size == 0 else None
