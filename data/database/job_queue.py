"""Prepare procrastinate's job queue on a PostgreSQL registry: its tables lie in a schema of their own.

Losing what they hold does no harm, so they are no part of the registry: no migration, backup or copy has them.
The schema bears the number of the library's version: another version makes its own, and processes of both run side by
side while a service is upgraded one by one.
"""

from importlib.metadata import version
from importlib.resources import files
from typing import Any

from sqlalchemy.engine import URL

from data.database.postgresql import CONNECT_SECONDS, connection_settings, open_session

_LOCK_NUMBER = 176
"""The number of the advisory lock under which the tables are made; all processes of this program use the same."""


def prepare_queue(address: URL) -> dict[str, Any]:
    """Create the tables where they are missing; return the psycopg settings of connections that see no other tables.

    It waits for the server, so it needs a thread. Raises `psycopg.Error` where it does not answer, or refuses.
    """
    schema = f"nhacviec_jobs_{version('procrastinate').replace('.', '_')}"
    with open_session(address, "nhacviec jobs") as session, session.transaction():
        session.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK_NUMBER,))
        found = session.execute("SELECT to_regclass(%s)", (f"{schema}.procrastinate_jobs",)).fetchone()
        if found is None or found[0] is None:
            session.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            session.execute(f"SET LOCAL search_path = {schema}")
            session.execute((files("procrastinate.sql") / "schema.sql").read_bytes())
    options = f"-c search_path={schema} -c statement_timeout=15s -c lock_timeout=5s"
    given = connection_settings(address)
    given["options"] = f"{given.get('options', '')} {options}".strip()
    return {"connect_timeout": CONNECT_SECONDS} | given | {"application_name": "nhacviec jobs"}
