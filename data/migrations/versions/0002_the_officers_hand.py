"""the officer's hand: their own hour, stages and pause; snoozes."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("resumes_on", sa.Date(), nullable=True),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_preference_hour")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_preference_officer_id_officer")),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_preference")),
    )
    op.create_table(
        "snooze",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_snooze_duty_id_duty")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_snooze_officer_id_officer")),
        sa.PrimaryKeyConstraint("duty_id", "officer_id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_until"), "snooze", ["until"], unique=False)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    # Until now a message could go out from the moment it was planned.
    op.execute("UPDATE delivery SET due_at = planned_at")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("due_at", existing_type=sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_column("due_at")
    op.drop_index(op.f("ix_snooze_until"), table_name="snooze")
    op.drop_table("snooze")
    op.drop_table("preference")
