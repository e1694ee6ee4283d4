"""The place of procrastinate's tables on a PostgreSQL registry: a schema of their own.

What they hold may be lost at any moment, so they are no part of the registry: no migration, backup or copy has them.
The schema bears the number of the library's version: another version makes its own, and processes of both run side by
side while a service is upgraded one by one.
"""

from importlib.metadata import version
from importlib.resources import files
from typing import Any

from sqlalchemy.engine import URL

from data.database.postgresql import CONNECT_SECONDS, connection_settings, open_session

_ONE_AT_A_TIME = 176
"""PostgreSQL's lock under which the tables are made; any number that every process of this program agrees on."""


def prepare_queue(server: URL) -> dict[str, Any]:
    """Make the tables unless they are there; return the settings (of psycopg) of connections that see them alone.

    It blocks. Raises `psycopg.Error` where the server does not answer, or refuses.
    """
    schema = f"nhacviec_jobs_{version('procrastinate').replace('.', '_')}"
    with open_session(server, "nhacviec jobs") as session, session.transaction():
        session.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
        found = session.execute("SELECT to_regclass(%s)", (f"{schema}.procrastinate_jobs",)).fetchone()
        if found is None or found[0] is None:
            session.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            session.execute(f"SET LOCAL search_path = {schema}")
            session.execute((files("procrastinate.sql") / "schema.sql").read_bytes())
    options = f"-c search_path={schema} -c statement_timeout=15s -c lock_timeout=5s"
    given = connection_settings(server)
    given["options"] = f"{given.get('options', '')} {options}".strip()
    return {"connect_timeout": CONNECT_SECONDS} | given | {"application_name": "nhacviec jobs"}
