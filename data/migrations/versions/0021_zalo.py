"""zalo: what a channel sends in a month, files that are fetched by a link, invitations that name a channel."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0021"
down_revision = "0018"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice', 'change', 'relinked', 'requested'"


def upgrade() -> None:
    op.create_table(
        "channel_month",
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("spent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "month", name=op.f("pk_channel_month")),
    )
    levels = sa.Enum("warning", "scarce", "spent", name="level", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "quota_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("level", levels, nullable=False),
        sa.Column("sent", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=False),
        sa.Column("announced_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quota_warning")),
        sa.UniqueConstraint("channel", "month", "level", name=op.f("uq_quota_warning_channel_month_level")),
    )
    op.create_index(op.f("ix_quota_warning_announced_at"), "quota_warning", ["announced_at"], unique=False)
    op.create_table(
        "download",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("chat_id", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("media_type", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("is_picture", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_download")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_download_token_hash")),
    )
    op.create_index(op.f("ix_download_expires_at"), "download", ["expires_at"], unique=False)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("channel", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True))
        batch_op.add_column(sa.Column("moves_officer_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitation_moves_officer_id_officer"), "officer", ["moves_officer_id"], ["id"]
        )
    _limit_kinds(f"{_KINDS}, 'quota'")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind = 'quota'")
    _limit_kinds(_KINDS)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitation_moves_officer_id_officer"), type_="foreignkey")
        batch_op.drop_column("moves_officer_id")
        batch_op.drop_column("channel")
    op.drop_table("download")
    op.drop_table("quota_warning")
    op.drop_table("channel_month")


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
