"""a journal of what came in: an update is stored before the provider hears that it arrived."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    states = sa.Enum(
        "received",
        "answered",
        "done",
        "skipped",
        name="state",
        native_enum=False,
        create_constraint=True,
        length=32,
    )
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("update_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("chat_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("received_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("state", states, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("note", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
        sa.UniqueConstraint("channel", "update_id", name=op.f("uq_journal_channel_update_id")),
    )
    op.create_index(op.f("ix_journal_received_at"), "journal", ["received_at"], unique=False)
    op.execute(
        "INSERT INTO journal (channel, update_id, chat_id, received_at, state, attempts) "
        "SELECT channel, update_id, '', at, 'done', 0 FROM seen_update ORDER BY at"
    )
    op.drop_table("seen_update")


def downgrade() -> None:
    op.create_table(
        "seen_update",
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("update_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "update_id", name=op.f("pk_seen_update")),
    )
    op.create_index(op.f("ix_seen_update_at"), "seen_update", ["at"], unique=False)
    op.execute("INSERT INTO seen_update (channel, update_id, at) SELECT channel, update_id, received_at FROM journal")
    op.drop_table("journal")
