"""what only grows: a day's messages, a week's entries, an officer's snoozes are found without reading all of them."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_delivery_slot_kind", "delivery", ["slot", "kind"])
    op.create_index("ix_snooze_officer_id", "snooze", ["officer_id"])
    op.create_index("ix_progress_entry_at_duty_id_version", "progress_entry", ["at", "duty_id", "version"])


def downgrade() -> None:
    op.drop_index("ix_progress_entry_at_duty_id_version", "progress_entry")
    op.drop_index("ix_snooze_officer_id", "snooze")
    op.drop_index("ix_delivery_slot_kind", "delivery")
