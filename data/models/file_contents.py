"""Contents of officers' files, where they lie in the registry's database (`data.files.in_registry`)."""

from datetime import datetime

from sqlmodel import Field

from data.models.base import Table


class FileContent(Table, table=True):
    """A content under its SHA-256. `stored_at` (UTC, by the database's clock): when it was stored or renewed last."""

    __tablename__ = "file_content"

    digest: str = Field(primary_key=True, max_length=64)
    content: bytes
    stored_at: datetime = Field(index=True)
