"""figures of any day: the terms on which duties were owed before are kept; what is counted is read from an index."""

from datetime import date, datetime

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_FIELDS = "'due_on', 'lead', 'kind', 'title', 'covered_by'"
_COUNTED = ["withdrawn", "deadline_id", "state", "completed_on", "extended_to", "asked_until", "agency_id"]


def upgrade() -> None:
    op.create_index("ix_duty_counted", "duty", _COUNTED)
    _create_table("deadline", sa.Column("due_on", sa.Date(), nullable=True), "earlier_date")
    _create_table("duty", sa.Column("withdrawn", sa.Boolean(), nullable=False), "earlier_duty")
    _keep_corrected_dates()
    _limit_fields(f"{_FIELDS}, 'judged_by'")


def downgrade() -> None:
    op.execute("DELETE FROM correction WHERE field = 'judged_by'")
    _limit_fields(_FIELDS)
    op.drop_table("earlier_duty")
    op.drop_table("earlier_date")
    op.drop_index("ix_duty_counted", "duty")


def _limit_fields(words: str) -> None:
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_correction_field"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_correction_field"), f"field IN ({words})")


def _create_table(of: str, term: sa.Column[object], name: str) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        sa.Column("until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        term,
        sa.ForeignKeyConstraint([f"{of}_id"], [f"{of}.id"], name=op.f(f"fk_{name}_{of}_id_{of}")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(f"ix_{name}_until_{of}_id", name, ["until", f"{of}_id"])


def _keep_corrected_dates() -> None:
    """Write down what corrections tell of earlier dates: each knows the date before it, and the one it took back."""
    correction = sa.table(
        "correction",
        *(sa.column(name) for name in ("deadline_id", "field", "before", "after")),
        sa.column("at", sqlmodel.sql.sqltypes.UTCDateTime()),
        sa.column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime()),
    )
    moved: list[tuple[datetime, int, str]] = []
    made = sa.select(correction).where(correction.c.field == "due_on", correction.c.deadline_id.is_not(None))
    for row in op.get_bind().execute(made):
        moved.append((row.at, row.deadline_id, row.before))
        moved += [(row.undone_at, row.deadline_id, row.after)] if row.undone_at else []
    earlier_date = sa.table(
        "earlier_date",
        sa.column("deadline_id"),
        sa.column("until", sqlmodel.sql.sqltypes.UTCDateTime()),
        sa.column("due_on", sa.Date()),
    )
    rows = [
        {"deadline_id": deadline_id, "until": at, "due_on": date.fromisoformat(day) if day else None}
        for at, deadline_id, day in sorted(moved)
    ]
    if rows:
        op.bulk_insert(earlier_date, rows)
