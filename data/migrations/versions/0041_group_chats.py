"""group chats: an agency's digest goes to a group that asked for it."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice', 'change', 'relinked', 'requested', 'quota', 'people'"
_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "group_chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", _TEXT(length=64), nullable=False),
        sa.Column("asked_at", _INSTANT(), nullable=False),
        sa.Column("expires_at", _INSTANT(), nullable=False),
        sa.Column("channel", _TEXT(length=32), nullable=True),
        sa.Column("chat_id", _TEXT(length=128), nullable=True),
        sa.Column("began_at", _INSTANT(), nullable=True),
        sa.Column("ended_at", _INSTANT(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_group_chat_agency_id_agency")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["officer.id"], name=op.f("fk_group_chat_asked_by_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_chat")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_group_chat_code_hash")),
    )
    op.create_index(op.f("ix_group_chat_agency_id"), "group_chat", ["agency_id"], unique=False)
    op.create_index("ix_group_chat_channel_chat_id", "group_chat", ["channel", "chat_id"], unique=False)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("chat_link_id", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("group_chat_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_delivery_group_chat_id_group_chat"), "group_chat", ["group_chat_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_delivery_group_chat_id"), ["group_chat_id"], unique=False)
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({_KINDS}, 'group')")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind = 'group'")
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({_KINDS})")
        batch_op.drop_index(batch_op.f("ix_delivery_group_chat_id"))
        batch_op.drop_constraint(batch_op.f("fk_delivery_group_chat_id_group_chat"), type_="foreignkey")
        batch_op.drop_column("group_chat_id")
        batch_op.alter_column("chat_link_id", existing_type=sa.Integer(), nullable=False)
    op.drop_table("group_chat")
