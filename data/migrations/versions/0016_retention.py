"""retention: contents of proof files may expire, while their names stay."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("proof") as proof:
        proof.add_column(sa.Column("expired_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("proof") as proof:
        proof.drop_column("expired_at")
