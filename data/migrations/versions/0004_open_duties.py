"""open duties: an index that leaves out what is finished or withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OPEN = sa.text("state NOT IN ('done', 'reported') AND NOT withdrawn")


def upgrade() -> None:
    op.create_index("ix_duty_open", "duty", ["deadline_id"], sqlite_where=_OPEN, postgresql_where=_OPEN)


def downgrade() -> None:
    op.drop_index("ix_duty_open", "duty")
