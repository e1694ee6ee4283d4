"""the cause of an escalation, stored with its reminder: a role that changes later changes nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_CAUSES = "'head', 'standing_body', 'report', 'date'"

# Older programs worked a cause out from the stage, the kind of the task and the officer's role of the day.
_QUESTIONS = """
UPDATE reminder SET cause = CASE
    WHEN (SELECT task.kind FROM duty JOIN deadline ON deadline.id = duty.deadline_id
          JOIN task ON task.id = deadline.task_id WHERE duty.id = reminder.duty_id) = 'external'
    THEN 'date' ELSE 'report' END
WHERE stage = 'ask'
"""
_STEPS = """
UPDATE reminder SET cause = CASE
    WHEN (SELECT officer.role FROM officer WHERE officer.id = reminder.officer_id) = 'head'
    THEN 'head' ELSE 'standing_body' END
WHERE stage = 'overdue' AND officer_id IN (SELECT id FROM officer WHERE role <> 'officer')
"""


def upgrade() -> None:
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("cause", sa.String(length=32), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_reminder_cause"), f"cause IN ({_CAUSES})")
    op.execute(_QUESTIONS)
    op.execute(_STEPS)


def downgrade() -> None:
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_reminder_cause"), type_="check")
        batch_op.drop_column("cause")
