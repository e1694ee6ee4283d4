"""several processes: who answers what came in, and the places of a bot that all of them share."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString
_OPEN = sa.text("state IN ('received', 'answered')")


def upgrade() -> None:
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("holder", _TEXT(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("handed_on", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.alter_column("holder", server_default=None)
        batch_op.alter_column("handed_on", server_default=None)
    op.create_index("ix_journal_open", "journal", ["channel", "chat_id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_table(
        "pace",
        sa.Column("name", _TEXT(length=200), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("paused_until", sa.Float(), nullable=False),
        sa.Column("used_at", _INSTANT(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pace")),
    )
    op.create_index(op.f("ix_pace_used_at"), "pace", ["used_at"], unique=False)


def downgrade() -> None:
    op.drop_table("pace")
    op.drop_index("ix_journal_open", table_name="journal")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_column("handed_on")
        batch_op.drop_column("holder")
