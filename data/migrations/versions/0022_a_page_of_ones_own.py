"""a page of one's own: links to sign in, sessions, the messages and files of the page."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    op.create_table(
        "sign_in_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", _TEXT(length=64), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", _INSTANT(), nullable=False),
        sa.Column("expires_at", _INSTANT(), nullable=False),
        sa.Column("spent_at", _INSTANT(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_sign_in_link_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_sign_in_link_token_hash")),
    )
    op.create_index(op.f("ix_sign_in_link_officer_id"), "sign_in_link", ["officer_id"])
    op.create_index(op.f("ix_sign_in_link_expires_at"), "sign_in_link", ["expires_at"])
    op.create_table(
        "page_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", _TEXT(length=64), nullable=False),
        sa.Column("chat_id", _TEXT(length=128), nullable=False),
        sa.Column("opened_at", _INSTANT(), nullable=False),
        sa.Column("seen_at", _INSTANT(), nullable=False),
        sa.Column("ended_at", _INSTANT(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_page_session_token_hash")),
    )
    op.create_index(op.f("ix_page_session_chat_id"), "page_session", ["chat_id"])
    op.create_index(op.f("ix_page_session_seen_at"), "page_session", ["seen_at"])
    _create_messages()
    _create_files()


def _create_messages() -> None:
    op.create_table(
        "page_message",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("chat_id", _TEXT(length=128), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("update_id", _TEXT(length=64), nullable=True),
        sa.Column("answers", _TEXT(length=64), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("stored_at", _INSTANT(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_page_message_officer_id_officer")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_page_message")),
        sa.UniqueConstraint("chat_id", "answers", name=op.f("uq_page_message_chat_id_answers")),
        sa.UniqueConstraint("chat_id", "update_id", name=op.f("uq_page_message_chat_id_update_id")),
    )
    op.create_index("ix_page_message_chat_id_place", "page_message", ["chat_id", "place"])
    op.create_index(op.f("ix_page_message_stored_at"), "page_message", ["stored_at"])


def _create_files() -> None:
    op.create_table(
        "page_file",
        sa.Column("key", _TEXT(length=32), nullable=False),
        sa.Column("chat_id", _TEXT(length=128), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("name", _TEXT(length=255), nullable=False),
        sa.Column("media_type", _TEXT(length=128), nullable=False),
        sa.Column("digest", _TEXT(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", _INSTANT(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_page_file_officer_id_officer")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_page_file")),
    )
    op.create_index(op.f("ix_page_file_digest"), "page_file", ["digest"])
    op.create_index(op.f("ix_page_file_stored_at"), "page_file", ["stored_at"])


def downgrade() -> None:
    for table in ("page_file", "page_message", "page_session", "sign_in_link"):
        op.drop_table(table)
