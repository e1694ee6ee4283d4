"""sentences of a plan: what people said of dated sentences in the body of a plan, kept when it is amended."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sentences", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(
            sa.Column("applied_as", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False, server_default="")
        )
        batch_op.create_index(batch_op.f("ix_waiting_plan_applied_as"), ["applied_as"], unique=False)
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.alter_column("sentences", server_default=None)
        batch_op.alter_column("applied_as", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_waiting_plan_applied_as"))
        batch_op.drop_column("applied_as")
        batch_op.drop_column("sentences")
