"""judged tasks: what is said of a task counts before its plan's word, which moves into its tasks."""

from alembic import op

revision = "0025"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE task SET judged_by = (SELECT plan.judged_by FROM plan WHERE plan.id = task.plan_id)"
        " WHERE plan_id IN (SELECT id FROM plan WHERE judged_by IS NOT NULL)"
    )


def downgrade() -> None:
    """Leave the tasks as they are: the older rule reads the plan's word first."""
