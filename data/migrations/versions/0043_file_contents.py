"""file contents: officers' files in the registry's database, where the office wants them there."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_content",
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_file_content")),
    )
    op.create_index(op.f("ix_file_content_stored_at"), "file_content", ["stored_at"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_file_content_stored_at"), "file_content")
    op.drop_table("file_content")
