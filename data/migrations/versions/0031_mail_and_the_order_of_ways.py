"""mail: codes that confirm addresses, the order in which ways are tried, messages that may have arrived."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "mail_code",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("address", _TEXT(length=128), nullable=False),
        sa.Column("code_hash", _TEXT(length=64), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_mail_code_officer_id_officer")),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_mail_code")),
    )
    op.create_index(op.f("ix_mail_code_expires_at"), "mail_code", ["expires_at"])
    op.create_table(
        "push_order",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("ways", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_push_order_officer_id_officer")),
        sa.PrimaryKeyConstraint("officer_id", name=op.f("pk_push_order")),
    )
    with op.batch_alter_table("delivery") as delivery:
        delivery.add_column(sa.Column("in_doubt", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("delivery") as delivery:
        delivery.alter_column("in_doubt", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("delivery") as delivery:
        delivery.drop_column("in_doubt")
    op.drop_table("push_order")
    op.drop_table("mail_code")
