"""plans rolled over: a draft may repeat last year's plan, and knows which of its tasks the next year has."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rolled_from_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("kept", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.create_foreign_key(
            batch_op.f("fk_waiting_plan_rolled_from_id_plan"), "plan", ["rolled_from_id"], ["id"]
        )
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.alter_column("kept", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("waiting_plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_waiting_plan_rolled_from_id_plan"), type_="foreignkey")
        batch_op.drop_column("kept")
        batch_op.drop_column("rolled_from_id")
