"""Schema versions: the program's, a database's, and migration between them.

Alembic is imported only to move: looking costs one query, so that every command can afford it.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from data.days_off_file import read_days
from data.errors import RegistryUnusable
from data.registry.office import audit_chain
from data.registry.office.days_off import save_days
from data.seeds import seed
from data.store import Store

if TYPE_CHECKING:
    from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
_ONE_AT_A_TIME = 175
"""PostgreSQL's lock under which the schema is moved; any number that every process of this program agrees on."""
_PATIENCE_SECONDS = 60
"""How long a process waits while another moves the schema."""


@cache
def revisions() -> tuple[str, ...]:
    """Return all revisions of this program, oldest first: the first four characters of their file names."""
    return tuple(sorted(file.name[:4] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")))


def open_registry(url: str) -> Store:
    """Open the registry at `url`; a new database gets the current schema.

    A database without any table is given the schema and the days off that were decided so far. One that is older
    or newer, or holds the tables of another program, is left alone: RegistryUnusable says which.
    """
    store = Store(url)
    try:
        found = version(store)
        if found is None:
            upgrade(store)
        else:
            _refuse_other(found)
    except BaseException:
        store.close()
        raise
    return store


def open_existing(url: str) -> Store:
    """Open the registry at `url` for reading; nothing is created or changed, neither it nor beside it.

    Raises RegistryUnusable: "missing" where there is no file, "empty" where there are no tables, else as
    `open_registry` does.
    """
    store = Store(url, read_only=True)
    try:
        found = version(store)
        if found is None:
            raise RegistryUnusable("empty", store.address)
        _refuse_other(found)
    except BaseException:
        store.close()
        raise
    return store


def open_for_backup(url: str) -> Store:
    """Open the registry at `url` as it is, also one that is yet to be upgraded; nothing is created.

    Raises RegistryUnusable for one that is missing, empty, newer than this program, or another program's.
    """
    with closing(Store(url, read_only=True)) as looked_at:
        found = version(looked_at)
        if found is None:
            raise RegistryUnusable("empty", looked_at.address)
        if found not in revisions():
            raise RegistryUnusable("newer", found)
    return Store(url)


def version(store: Store) -> str | None:
    """Return the revision of a database; None for one without tables. Raises RegistryUnusable for foreign tables."""
    with store.connection() as connection:
        try:
            return _version(connection)
        except DBAPIError as error:
            connection.rollback()
            if not _is_missing_table(error):
                raise
            tables = inspect(connection).get_table_names()
            if tables and _VERSIONS not in tables:
                raise RegistryUnusable("foreign", store.address) from error
            return _version(connection) if tables else None  # made by another process just now


def upgrade(store: Store, revision: str = "head") -> None:
    """Migrate the schema up to `revision`, in one transaction, and seal the history that is there.

    A new registry gets the decided days off.

    Of several processes that want it at once one does it; the others wait and find it done.
    """
    from alembic import command

    with _migration(store) as (config, connection):
        fresh = not {*inspect(connection).get_table_names()} - {_VERSIONS}
        command.upgrade(config, revision)
        if fresh and revision == "head":
            with Session(connection) as session:
                save_days(session, read_days(seed("days-off.csv")))
                session.flush()
        if _version(connection) == revisions()[-1]:
            with Session(connection) as session:
                audit_chain.seal_all(session)


def build(connection: Connection) -> None:
    """Create this program's tables, in the transaction of `connection` on PostgreSQL, where there are none.

    Waits for other processes that move the schema, and keeps them waiting until the transaction ends.
    """
    from alembic import command

    _take_turn(connection)
    command.upgrade(_config(connection), "head")


def downgrade(store: Store, revision: str) -> None:
    """Migrate the schema down to `revision` ("base": no tables), in one transaction."""
    from alembic import command

    with _migration(store) as (config, _connection):
        command.downgrade(config, revision)


def _refuse_other(found: str) -> None:
    if found != revisions()[-1]:
        raise RegistryUnusable("old" if found in revisions() else "newer", found)


@contextmanager
def _migration(store: Store) -> Iterator["tuple[Config, Connection]"]:
    with store.connection(writes=True) as connection:
        connection.detach()  # what is set here is for this connection, which ends here
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:  # a batch rebuilds tables: references are checked at the end, not in between
            _outside_transaction(connection, "PRAGMA foreign_keys = OFF")
            _outside_transaction(connection, f"PRAGMA busy_timeout = {_PATIENCE_SECONDS * 1000}")
        with connection.begin():  # on SQLite this waits until nobody else writes
            if not sqlite:
                _take_turn(connection)
            yield _config(connection), connection
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise RegistryUnusable("damaged", f"foreign key of {broken[0]}")


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _take_turn(connection: Connection) -> None:
    """Be the only one that moves the schema on PostgreSQL, until the transaction ends."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE_SECONDS}s'")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")


def _version(connection: Connection) -> str | None:
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def _outside_transaction(connection: Connection, statement: str) -> None:
    connection.connection.cursor().execute(statement)


def _is_missing_table(error: DBAPIError) -> bool:
    message = str(error.orig)
    return "no such table" in message or "does not exist" in message
