"""several agencies: a chat may be that of one person in several agencies, for one of which it speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default stays: whoever adds a chat and knows nothing of several agencies adds one that speaks.
    with op.batch_alter_table("chat_link", schema=None) as batch_op:
        batch_op.add_column(sa.Column("speaking", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.drop_constraint(batch_op.f("uq_chat_link_channel_chat_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_chat_link_channel_chat_id_officer_id"), ["channel", "chat_id", "officer_id"]
        )
    op.create_index(
        "uq_chat_link_speaking",
        "chat_link",
        ["channel", "chat_id"],
        unique=True,
        sqlite_where=sa.text("speaking"),
        postgresql_where=sa.text("speaking"),
    )


def downgrade() -> None:
    # A chat goes on as that of whom it spoke for. Who else its person was stays an officer, with all acts, whom an
    # administrator invites again; a row that messages refer to stays as a chat of nobody, to which nothing is sent.
    op.execute(
        "DELETE FROM chat_link WHERE NOT speaking"
        " AND id NOT IN (SELECT chat_link_id FROM delivery WHERE chat_link_id IS NOT NULL)"
    )
    op.execute(
        "UPDATE chat_link SET chat_id = 'left-' || CAST(id AS VARCHAR),"
        " unreachable_since = COALESCE(unreachable_since, linked_at) WHERE NOT speaking"
    )
    # Choices name the reader of their message by now, which an older program cannot read.
    op.execute("UPDATE dialogue SET choices = '[]', offered_at = NULL WHERE offered_at IS NOT NULL")
    op.drop_index("uq_chat_link_speaking", table_name="chat_link")
    with op.batch_alter_table("chat_link", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_chat_link_channel_chat_id_officer_id"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_chat_link_channel_chat_id"), ["channel", "chat_id"])
        batch_op.drop_column("speaking")
