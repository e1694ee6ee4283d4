"""before and after, person and channel in the audit trail; seals that chain it with the progress entries.

What is there already is sealed after the migration, by the program that verifies it (`data.schema.upgrade`).
"""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_entry", sa.Column("person", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
    op.add_column("audit_entry", sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True))
    op.add_column("audit_entry", sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.add_column("audit_entry", sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    sources = sa.Enum("progress", "audit", name="source", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "audit_seal",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sources, nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("content_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("chain_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("sealed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_audit_seal")),
        sa.UniqueConstraint("source", "row_id", name=op.f("uq_audit_seal_source_row_id")),
    )
    op.create_table(
        "refused_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hour", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("chat_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_act")),
        sa.UniqueConstraint(
            "hour", "action", "channel", "chat_id", name=op.f("uq_refused_act_hour_action_channel_chat_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("refused_act")
    op.drop_table("audit_seal")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        for name in ("after", "before", "channel", "person"):
            batch_op.drop_column(name)
