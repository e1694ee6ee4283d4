"""Files in the registry's own database: machines that share it need no folder that all of them see."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from sqlalchemy import Connection, delete, func, inspect, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_update

from data.errors import NotFound
from data.files.stored import get_digest
from data.models import FileContent
from data.registry.sql.rows import table_of
from data.store import Store

_columns = table_of(FileContent).c


class FilesInRegistry:
    """The contents in the table `file_content` of a registry on PostgreSQL, dated by the server's clock."""

    folder = None

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, content: bytes) -> str:
        """Store `content`, or renew it if it is there already; return its digest."""
        digest = get_digest(content)
        if not self.renew(digest):
            with self._store.write() as session:
                save_content(session.connection(), digest, content)
        return digest

    def renew(self, digest: str) -> bool:
        """Mark the content as stored just now (`list_older_than`). Returns False if it is not there."""
        renewed = (
            update(FileContent)
            .where(_columns.digest == digest)
            .values(stored_at=func.now())
            .returning(_columns.digest)
        )
        with self._store.write() as session:
            return session.execute(renewed).first() is not None

    def read(self, digest: str) -> bytes:
        """Return the content. Raises NotFound if it is not there."""
        with self._store.read() as session:
            content = session.execute(select(_columns.content).where(_columns.digest == digest)).scalar_one_or_none()
        if content is None:
            raise NotFound("file", digest)
        return bytes(content)

    def open(self, digest: str) -> BinaryIO:
        """Open the content for reading. Raises FileNotFoundError if it is not there."""
        try:
            return BytesIO(self.read(digest))
        except NotFound:
            raise FileNotFoundError(digest) from None

    def list_digests(self) -> list[str]:
        """Return the digests of all contents; none of a registry that is yet to be upgraded to have any."""
        with self._store.read() as session:
            return list_contents(session.connection())

    def list_missing(self, digests: Iterable[str]) -> list[str]:
        """Return those of `digests` whose content is not there."""
        wanted = list(digests)
        there = set(self.list_digests()) if wanted else set()
        return [digest for digest in wanted if digest not in there]

    def list_older_than(self, instant: datetime) -> list[str]:
        """Return the digests of contents last stored before `instant` (real time, UTC)."""
        with self._store.read() as session:
            return list(session.execute(select(_columns.digest).where(_columns.stored_at < instant)).scalars())

    def delete(self, digests: Iterable[str], stored_before: datetime) -> None:
        """Delete unused contents, except those stored again since `stored_before` (real time, UTC).

        Somebody is about to refer to those.
        """
        unused = delete(FileContent).where(_columns.digest.in_(list(digests)), _columns.stored_at < stored_before)
        with self._store.write() as session:
            session.execute(unused)

    def delete_drafts(self, older_than: datetime) -> None:
        """Do nothing: a transaction that was not committed leaves nothing half-written."""


def list_contents(connection: Connection) -> list[str]:
    """Return the digests of the contents in a database, which need not have the table for them."""
    if not inspect(connection).has_table(FileContent.__tablename__):
        return []
    return list(connection.execute(select(_columns.digest)).scalars())


def save_content(connection: Connection, digest: str, content: bytes) -> None:
    """Store a content; one that is there already, perhaps since a moment ago, is renewed."""
    new = insert_or_update(FileContent).values(digest=digest, content=content, stored_at=func.now())
    connection.execute(new.on_conflict_do_update(index_elements=[_columns.digest], set_={"stored_at": func.now()}))
