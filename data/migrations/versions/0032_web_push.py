"""web push: browsers that are told of messages while the page is closed."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "push_subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("endpoint_hash", _TEXT(length=64), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("chat_id", _TEXT(length=128), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("endpoint", _TEXT(length=1024), nullable=False),
        sa.Column("public_key", _TEXT(length=128), nullable=False),
        sa.Column("secret", _TEXT(length=64), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["page_session.id"],
            name=op.f("fk_push_subscription_session_id_page_session"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_push_subscription_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_push_subscription")),
        sa.UniqueConstraint("endpoint_hash", name=op.f("uq_push_subscription_endpoint_hash")),
    )
    op.create_index(op.f("ix_push_subscription_session_id"), "push_subscription", ["session_id"])
    op.create_index(op.f("ix_push_subscription_chat_id"), "push_subscription", ["chat_id"])


def downgrade() -> None:
    op.drop_table("push_subscription")
