"""exemptions taken back, confirmations of one's own, corrections by chat and by the file beside the plan."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_CHANGES = (
    "'progress', 'reported', 'confirmed', 'returned', 'undone', 'noted', 'attached', "
    "'extension_asked', 'extension_agreed', 'extension_refused', 'assigned', "
    "'exemption_asked', 'exemption_refused', 'exempted', 'result'"
)


def upgrade() -> None:
    _limit_changes(
        "'progress', 'reported', 'confirmed', 'returned', 'undone', 'noted', 'attached', "
        "'extension_asked', 'extension_agreed', 'extension_refused', 'assigned', "
        "'exemption_asked', 'exemption_refused', 'exempted', 'owed_again', 'result', 'self_confirmed', 'corrected'"
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.alter_column("officer_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Older programs know no correction by a file: those are forgotten, what they corrected stays."""
    op.execute("DELETE FROM correction WHERE officer_id IS NULL")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.alter_column("officer_id", existing_type=sa.Integer(), nullable=False)
    op.execute("UPDATE progress_entry SET change = 'confirmed' WHERE change = 'self_confirmed'")
    op.execute("UPDATE progress_entry SET change = 'returned' WHERE change = 'owed_again'")
    op.execute("UPDATE progress_entry SET change = 'noted' WHERE change = 'corrected'")
    _limit_changes(_CHANGES)


def _limit_changes(words: str) -> None:
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_progress_entry_change"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_progress_entry_change"), f"change IN ({words})")
