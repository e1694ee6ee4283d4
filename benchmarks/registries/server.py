"""A PostgreSQL server for a benchmark, as the tests have one."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.databases.postgresql import PostgresqlServer, postgresql_server
from tests.databases.run_folder import make_run_folder


@contextmanager
def server_of_benchmark() -> Iterator[PostgresqlServer]:
    """Yield a server in a folder of its own, which goes with it."""
    remove = make_run_folder()
    try:
        with postgresql_server() as server:
            yield server
    finally:
        remove()
