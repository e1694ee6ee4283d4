"""Files that wait to be fetched by a link."""

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlmodel import Field

from data.models.base import Table


class Download(Table, table=True):
    """A file for the chat that it was made for, under a secret of which only the hash is kept.

    It is deleted once it was fetched, unless it is a picture, which a provider may fetch more than once; and when it
    expires. `expires_at` is a real instant.
    """

    __tablename__ = "download"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    channel: str = Field(max_length=32)
    chat_id: str = Field(max_length=128)
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    content: bytes = Field(sa_type=LargeBinary)
    is_picture: bool
    expires_at: datetime = Field(index=True)
