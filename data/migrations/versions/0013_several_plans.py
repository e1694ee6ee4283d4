"""several plans, exemptions, the day a report was received, results of periods, corrections of a reading."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op
from sqlalchemy.engine import Connection

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_STATES = "'not_started', 'in_progress', 'reported', 'done', 'returned'"
_CHANGES = (
    "'progress', 'reported', 'confirmed', 'returned', 'undone', 'noted', 'attached', "
    "'extension_asked', 'extension_agreed', 'extension_refused', 'assigned'"
)
_NEW_CHANGES = "'exemption_asked', 'exemption_refused', 'exempted', 'result'"
_JUDGED_BY = "judged_by IN ('document', 'received')"
_FIELDS = "'due_on', 'lead', 'kind', 'title', 'covered_by'"
_OPEN = "state NOT IN ('done', 'reported'{more}) AND NOT withdrawn"

_entry = sa.table(
    "progress_entry",
    sa.column("id", sa.Integer),
    sa.column("duty_id", sa.Integer),
    sa.column("version", sa.Integer),
    sa.column("at", sqlmodel.sql.sqltypes.UTCDateTime()),
    sa.column("change", sa.String),
    sa.column("completed_on", sa.Date),
    sa.column("received_on", sa.Date),
)
_duty = sa.table(
    "duty", sa.column("id", sa.Integer), sa.column("completed_on", sa.Date), sa.column("received_on", sa.Date)
)


def upgrade() -> None:
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("successor_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("judged_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("self_confirmation", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.create_foreign_key(batch_op.f("fk_plan_successor_id_plan"), "plan", ["successor_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_plan_judged_by"), _JUDGED_BY)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.alter_column("self_confirmation", server_default=None)
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.add_column(sa.Column("judged_by", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("carried_to_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("covered_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_task_carried_to_id_task"), "task", ["carried_to_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_task_covered_by_id_task"), "task", ["covered_by_id"], ["id"])
        batch_op.create_check_constraint(batch_op.f("ck_task_judged_by"), _JUDGED_BY)
    op.drop_index("ix_duty_open", "duty")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("exemption_asked", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("judged_by", sa.String(length=32), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_duty_judged_by"), _JUDGED_BY)
    _limit("duty", "state", f"{_STATES}, 'not_applicable'")
    _index_open(", 'not_applicable'")
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.add_column(sa.Column("received_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("exemption_asked", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column("report_period", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True))
    _limit("progress_entry", "state", f"{_STATES}, 'not_applicable'")
    _limit("progress_entry", "change", f"{_CHANGES}, {_NEW_CHANGES}")
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("deadline_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=32), nullable=False),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("document_number", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("undone_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.CheckConstraint(f"field IN ({_FIELDS})", name=op.f("ck_correction_field")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_correction_task_id_task")),
        sa.ForeignKeyConstraint(["deadline_id"], ["deadline.id"], name=op.f("fk_correction_deadline_id_deadline")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_correction_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_task_id"), "correction", ["task_id"], unique=False)
    _date_reports(op.get_bind())


def downgrade() -> None:
    """Older programs know no exemption: an exempted duty is open again. Corrections stay in what was read."""
    op.drop_index(op.f("ix_correction_task_id"), "correction")
    op.drop_table("correction")
    op.execute(f"UPDATE progress_entry SET change = 'noted' WHERE change IN ({_NEW_CHANGES})")  # noqa: S608 - our own words
    op.execute("UPDATE progress_entry SET state = 'in_progress' WHERE state = 'not_applicable'")
    op.execute("UPDATE duty SET state = 'in_progress' WHERE state = 'not_applicable'")
    _limit("progress_entry", "change", _CHANGES)
    _limit("progress_entry", "state", _STATES)
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        for column in ("report_period", "exemption_asked", "received_on"):
            batch_op.drop_column(column)
    op.drop_index("ix_duty_open", "duty")
    _limit("duty", "state", _STATES)
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_duty_judged_by"), type_="check")
        for column in ("judged_by", "exemption_asked", "received_on"):
            batch_op.drop_column(column)
    _index_open("")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_task_covered_by_id_task"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_task_carried_to_id_task"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_task_judged_by"), type_="check")
        for column in ("covered_by_id", "carried_to_id", "judged_by"):
            batch_op.drop_column(column)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_successor_id_plan"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_plan_judged_by"), type_="check")
        for column in ("self_confirmation", "judged_by", "successor_id", "closed_at"):
            batch_op.drop_column(column)


def _limit(table: str, column: str, words: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f"ck_{table}_{column}"), type_="check")
        batch_op.create_check_constraint(batch_op.f(f"ck_{table}_{column}"), f"{column} IN ({words})")


def _index_open(more: str) -> None:
    rows = sa.text(_OPEN.format(more=more))
    op.create_index("ix_duty_open", "duty", ["deadline_id"], sqlite_where=rows, postgresql_where=rows)


def _date_reports(connection: Connection) -> None:
    """Write the day of the report (Viet Nam) beside every entry and duty that a report finished."""
    received: dict[int, date] = {}
    in_order = sa.select(_entry).where(_entry.c.duty_id.in_(sa.select(_duty.c.id))).order_by(_entry.c.id)
    for entry in connection.execute(in_order).all():
        if entry.change == "reported":
            received[entry.duty_id] = _day_in_viet_nam(entry.at)
        if entry.completed_on is not None and entry.duty_id in received:
            connection.execute(
                sa.update(_entry).where(_entry.c.id == entry.id).values(received_on=received[entry.duty_id])
            )
    for duty_id, day in received.items():
        connection.execute(
            sa.update(_duty).where(_duty.c.id == duty_id, _duty.c.completed_on.is_not(None)).values(received_on=day)
        )


def _day_in_viet_nam(instant: datetime) -> date:
    return (instant + timedelta(hours=7)).date()
