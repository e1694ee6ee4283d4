"""A registry moved to another database: an office that has outgrown its file goes on on a server."""

from contextlib import closing

from data import schema
from data.database.other_users import is_open_elsewhere
from data.errors import CopyRefused, RegistryUnusable
from data.registry.office import audit_chain
from data.store import Session, Store
from data.transfer.copying import Told, copy_rows


def move_registry(source: Store, address: str, told: Told) -> Store:
    """Copy the registry to the empty PostgreSQL database at `address`, all in one transaction; return it, open.

    Nobody writes to `source` meanwhile. What was copied was read back and compared, and the chain of its audit trail
    holds. Raises CopyRefused or RegistryUnusable; then the target is as empty as before.
    """
    if is_open_elsewhere(source):
        raise CopyRefused("in_use", source.address)
    target = Store(address)
    try:
        _refuse_unless_empty(target)
        with source.connection(writes=True) as read, target.connection(writes=True) as written:
            written.detach()  # what is set here is for this connection, which ends here
            with read.begin(), written.begin():
                schema.build(written)
                copy_rows(read, written, told)
                written.exec_driver_sql("ANALYZE")  # or queries go on being planned for empty tables
                with closing(Session(written)) as session:
                    if broken := audit_chain.find_broken_link(session):
                        raise CopyRefused("chain", f"{broken.source}_entry {broken.row_id}")
    except BaseException:
        target.close()
        raise
    return target


def _refuse_unless_empty(target: Store) -> None:
    try:
        found = schema.version(target)
    except RegistryUnusable as error:
        if error.reason != "foreign":
            raise
        found = error.reason
    if found is not None:
        raise CopyRefused("not_empty", target.address)
