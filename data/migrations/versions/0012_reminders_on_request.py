"""reminders on request: a reminder that a supervisor asks for, once a day for each agency."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice', 'change', 'relinked'"


def upgrade() -> None:
    op.create_table(
        "requested_reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("requested_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("planned", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_requested_reminder_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_requested_reminder_officer_id_officer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requested_reminder")),
        sa.UniqueConstraint("agency_id", "day", name=op.f("uq_requested_reminder_agency_id_day")),
    )
    op.create_index(op.f("ix_requested_reminder_planned"), "requested_reminder", ["planned"], unique=False)
    op.create_table(
        "requested_duty",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_requested_duty_duty_id_duty")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["requested_reminder.id"], name=op.f("fk_requested_duty_request_id_requested_reminder")
        ),
        sa.PrimaryKeyConstraint("request_id", "duty_id", name=op.f("pk_requested_duty")),
    )
    _limit_kinds(f"{_KINDS}, 'requested'")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind = 'requested'")
    _limit_kinds(_KINDS)
    op.drop_table("requested_duty")
    op.drop_index(op.f("ix_requested_reminder_planned"), "requested_reminder")
    op.drop_table("requested_reminder")


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
