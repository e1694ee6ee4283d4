"""what a chat talks about: the question answered last, so that the next sentence can go on from it."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("dialogue", schema=None) as batch_op:
        batch_op.add_column(sa.Column("topic", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("spoken_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
    op.create_index("ix_audit_entry_action_id", "audit_entry", ["action", "id"])


def downgrade() -> None:
    op.drop_index("ix_audit_entry_action_id", "audit_entry")
    with op.batch_alter_table("dialogue", schema=None) as batch_op:
        batch_op.drop_column("spoken_at")
        batch_op.drop_column("topic")
