"""what a chat went through: from one officer to another by a second invitation, and what its messages were about."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice', 'change'"


def upgrade() -> None:
    op.create_table(
        "relinking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("joined_id", sa.Integer(), nullable=False),
        sa.Column("announced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["left_id"], ["officer.id"], name=op.f("fk_relinking_left_id_officer")),
        sa.ForeignKeyConstraint(["joined_id"], ["officer.id"], name=op.f("fk_relinking_joined_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relinking")),
    )
    op.create_index(op.f("ix_relinking_announced_at"), "relinking", ["announced_at"], unique=False)
    op.create_table(
        "shown_message",
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("chat_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("message_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("shown_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_shown_message_officer_id_officer")),
        sa.PrimaryKeyConstraint("channel", "chat_id", "message_id", name=op.f("pk_shown_message")),
    )
    op.create_index(op.f("ix_shown_message_shown_at"), "shown_message", ["shown_at"], unique=False)
    _limit_kinds(f"{_KINDS}, 'relinked'")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind = 'relinked'")
    _limit_kinds(_KINDS)
    op.drop_table("shown_message")
    op.drop_table("relinking")


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
