"""An office with something of everything in its registry, and files that officers sent."""

from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import text

from data.files import Files, StoredFile
from data.files.folder import FilesInFolder
from data.registry.duties import progress
from data.registry.duties.progress_entries import Actor
from data.registry.office import audit, audit_chain
from data.store import Session, Store
from data.transfer.rows import Fingerprint, read_rows
from data.transfer.tables import list_tables
from tests import factories as make

NOW = datetime(2024, 2, 26, 1, 30, 15, 123456, tzinfo=UTC)


def send_file(store: Store, files: Files, content: bytes, code: str = "thu-1") -> str:
    """Attach a file to a duty of a new agency; return its digest."""
    digest = files.save(content)
    with store.write() as session:
        agency = make.agency(session, code, f"Cơ quan {code}", short_name=f"CQ {code}")
        plan = make.plan(session, f"{code}/KH-UBND")
        actor = Actor(make.known(make.officer(session, agency).id), "telegram")
        owed = make.duty(session, agency, make.deadline(session, plan, date(2024, 2, 29)))
        file = StoredFile(digest, "báo cáo.pdf", "application/pdf", len(content))
        progress.attach(session, make.known(owed.id), [file], actor, NOW)
    return digest


def live_a_little(store: Store, files: Files) -> str:
    """Fill a registry: a duty with a file, sealed acts; return the file's digest."""
    digest = send_file(store, files, b"%PDF-1.7 cua so tu phap")
    with store.write() as session:
        record_act(session, "phiên bản 'lạ' \\N \t 🇻🇳")
    audit_chain.seal(store, NOW)
    return digest


def record_act(session: Session, subject: str) -> None:
    """Add one act to the audit trail."""
    audit.record_action(session, now=NOW, actor="test", action="plan.apply", subject=subject, after={"at": NOW})


def content_of(store: Store) -> dict[str, Fingerprint]:
    """All that is in the registry, by tables, comparable between databases."""
    found = {}
    with store.connection() as connection:
        for name, table in list_tables(connection).items():
            found[name] = Fingerprint()
            for row in read_rows(connection, table):
                found[name].add(row)
    return found


def count_rows(store: Store, table: str) -> int:
    """How many rows a table has, by the database's own count."""
    with store.connection() as connection:
        number: int = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        return number


def files_in(folder: Path) -> FilesInFolder:
    """A folder for files of its own."""
    return FilesInFolder(folder / "files")
