"""Facts of the history that have no name in words."""

from data.registry.office import audit_log
from data.registry.office.audit_log import AuditFilter
from handlers.views.overview.audit_fields import has_name
from tests.handlers.chat import Office


def list_bare(office: Office) -> set[tuple[str, str]]:
    """Acts with the facts of theirs that are shown by a bare key, of all that an office did."""
    with office.store.read() as session:
        lines = list(audit_log.stream(session, AuditFilter()))
    assert lines
    keys = {(line.action, key) for line in lines for key in (*line.before, *line.after)}
    return {(action, key) for action, key in keys if not has_name(action, key)}
