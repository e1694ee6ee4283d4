"""proposed exemptions: found by an index, however many duties there are."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0037"
branch_labels = None
depends_on = None

_ASKED = sa.text("exemption_asked IS NOT NULL")


def upgrade() -> None:
    op.create_index("ix_duty_exemption_asked", "duty", ["id"], sqlite_where=_ASKED, postgresql_where=_ASKED)


def downgrade() -> None:
    op.drop_index("ix_duty_exemption_asked", "duty")
