"""figures of any day: what is counted at every summary is read from an index alone."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_COUNTED = ["deadline_id", "withdrawn", "state", "completed_on", "extended_to", "asked_until", "agency_id"]


def upgrade() -> None:
    op.create_index("ix_duty_counted", "duty", _COUNTED)


def downgrade() -> None:
    op.drop_index("ix_duty_counted", "duty")
