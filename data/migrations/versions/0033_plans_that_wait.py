"""plans that wait: a plan that was read stays a draft until its questions are answered and somebody applies it."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "waiting_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", _TEXT(length=200), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", _TEXT(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("leads", sa.JSON(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "applied", "dropped", name="state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", _INSTANT(), nullable=False),
        sa.Column("ended_at", _INSTANT(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["officer.id"], name=op.f("fk_waiting_plan_ended_by_officer")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_waiting_plan_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_plan")),
    )
    op.create_table(
        "name_answer",
        sa.Column("key", _TEXT(length=300), nullable=False),
        sa.Column("name", _TEXT(length=300), nullable=False),
        sa.Column("codes", sa.JSON(), nullable=False),
        sa.Column("new_name", _TEXT(length=300), nullable=False),
        sa.Column("waiting_plan_id", sa.Integer(), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("at", _INSTANT(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_name_answer_officer_id_officer")),
        sa.ForeignKeyConstraint(
            ["waiting_plan_id"], ["waiting_plan.id"], name=op.f("fk_name_answer_waiting_plan_id_waiting_plan")
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_name_answer")),
    )
    with op.batch_alter_table("name_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_name_answer_waiting_plan_id"), ["waiting_plan_id"], unique=False)


def downgrade() -> None:
    op.drop_table("name_answer")
    op.drop_table("waiting_plan")
