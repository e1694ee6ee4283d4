"""agencies over time: directories by name, phrases of groups, what passed to a successor."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TEXT = sqlmodel.sql.sqltypes.AutoString
_CHANGES = (
    "'progress', 'reported', 'confirmed', 'returned', 'undone', 'noted', 'attached', "
    "'extension_asked', 'extension_agreed', 'extension_refused', 'assigned', "
    "'exemption_asked', 'exemption_refused', 'exempted', 'owed_again', 'result', 'self_confirmed', 'corrected'"
)


def upgrade() -> None:
    op.create_table(
        "agency_directory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", _TEXT(length=64), nullable=False),
        sa.Column("name", _TEXT(length=200), nullable=False),
        sa.Column("province", _TEXT(length=64), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_directory")),
        sa.UniqueConstraint("code", name=op.f("uq_agency_directory_code")),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.add_column(sa.Column("directory_id", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_agency_directory_id"), ["directory_id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_agency_directory_id_agency_directory"), "agency_directory", ["directory_id"], ["id"]
        )
    with op.batch_alter_table("agency_succession", schema=None) as batch_op:
        batch_op.add_column(sa.Column("document", _TEXT(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("agency_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", _TEXT(length=300), nullable=False, server_default=""))
    for table, column in (("agency_succession", "document"), ("agency_group", "name")):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.alter_column(column, server_default=None)
    op.create_table(
        "group_phrase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("phrase", _TEXT(length=300), nullable=False),
        sa.Column("key", _TEXT(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["agency_group.id"], name=op.f("fk_group_phrase_group_id_agency_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_phrase")),
        sa.UniqueConstraint("group_id", "key", name=op.f("uq_group_phrase_group_id_key")),
    )
    op.create_table(
        "duty_succession",
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("fk_duty_succession_duty_id_duty")),
        sa.ForeignKeyConstraint(["successor_id"], ["duty.id"], name=op.f("fk_duty_succession_successor_id_duty")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_duty_succession")),
    )
    op.create_index(op.f("ix_duty_succession_successor_id"), "duty_succession", ["successor_id"])
    _limit_changes(f"{_CHANGES}, 'passed'")


def downgrade() -> None:
    """Older programs know no duty that was passed on: what a successor took over stays as progress of its own."""
    op.execute("UPDATE progress_entry SET change = 'progress' WHERE change = 'passed'")
    _limit_changes(_CHANGES)
    op.drop_table("duty_succession")
    op.drop_table("group_phrase")
    with op.batch_alter_table("agency_group", schema=None) as batch_op:
        batch_op.drop_column("name")
    with op.batch_alter_table("agency_succession", schema=None) as batch_op:
        batch_op.drop_column("document")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agency_directory_id_agency_directory"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_agency_directory_id"))
        batch_op.drop_column("directory_id")
    op.drop_table("agency_directory")


def _limit_changes(words: str) -> None:
    with op.batch_alter_table("progress_entry", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_progress_entry_change"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_progress_entry_change"), f"change IN ({words})")
