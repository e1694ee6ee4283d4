"""who agreed and who heard: extensions, responsible officers, changes that others are told of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice'"
_EXTENDED = sa.text("extended_to IS NOT NULL")


def upgrade() -> None:
    for table in ("duty", "progress_entry"):
        _add_terms(table)
    op.create_index(
        "ix_duty_extended_to", "duty", ["extended_to"], sqlite_where=_EXTENDED, postgresql_where=_EXTENDED
    )
    op.create_table(
        "untold_change",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["progress_entry.id"], name=op.f("fk_untold_change_entry_id_progress_entry")
        ),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_untold_change")),
    )
    op.create_table(
        "news",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["progress_entry.id"], name=op.f("fk_news_entry_id_progress_entry")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_news_officer_id_officer")),
        sa.ForeignKeyConstraint(["delivery_id"], ["delivery.id"], name=op.f("fk_news_delivery_id_delivery")),
        sa.PrimaryKeyConstraint("entry_id", "officer_id", name=op.f("pk_news")),
    )
    op.create_index(op.f("ix_news_delivery_id"), "news", ["delivery_id"], unique=False)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.alter_column("number", existing_type=sa.Integer(), server_default=None)
        batch_op.drop_constraint(batch_op.f("uq_delivery_officer_id_kind_slot_channel"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_delivery_officer_id_kind_slot_channel_number"),
            ["officer_id", "kind", "slot", "channel", "number"],
        )
    _limit_kinds(f"{_KINDS}, 'change'")


def downgrade() -> None:
    op.drop_table("news")
    op.drop_table("untold_change")
    op.execute("DELETE FROM delivery WHERE kind = 'change'")
    _limit_kinds(_KINDS)
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_delivery_officer_id_kind_slot_channel_number"), type_="unique")
        batch_op.drop_column("number")
        batch_op.create_unique_constraint(
            batch_op.f("uq_delivery_officer_id_kind_slot_channel"), ["officer_id", "kind", "slot", "channel"]
        )
    op.drop_index("ix_duty_extended_to", "duty")
    for table in ("progress_entry", "duty"):
        _drop_terms(table)


def _add_terms(table: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.add_column(sa.Column("extended_to", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("asked_until", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("responsible_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f(f"fk_{table}_responsible_id_officer"), "officer", ["responsible_id"], ["id"]
        )
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.alter_column("extensions", existing_type=sa.Integer(), server_default=None)


def _drop_terms(table: str) -> None:
    with op.batch_alter_table(table, schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f(f"fk_{table}_responsible_id_officer"), type_="foreignkey")
        for column in ("responsible_id", "extensions", "asked_until", "extended_to"):
            batch_op.drop_column(column)


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
