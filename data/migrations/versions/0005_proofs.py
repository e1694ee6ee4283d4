"""proofs: files that came in with a change of a duty; more that a change can be."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_BEFORE = "'progress', 'reported', 'confirmed', 'returned', 'undone'"
_ADDED = "'noted', 'attached', 'extension_asked', 'extension_agreed', 'extension_refused', 'assigned'"


def upgrade() -> None:
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["progress_entry.id"], name=op.f("fk_proof_entry_id_progress_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
    )
    op.create_index(op.f("ix_proof_digest"), "proof", ["digest"], unique=False)
    op.create_index(op.f("ix_proof_entry_id"), "proof", ["entry_id"], unique=False)
    _limit_changes(f"{_BEFORE}, {_ADDED}")


def downgrade() -> None:
    """The history keeps who and when of a change that older words cannot name: as progress, which it repeats."""
    op.execute(f"UPDATE progress_entry SET change = 'progress' WHERE change IN ({_ADDED})")  # noqa: S608 - our own words
    _limit_changes(_BEFORE)
    op.drop_table("proof")


def _limit_changes(changes: str) -> None:
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_progress_entry_change"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_progress_entry_change"), f"change IN ({changes})")
