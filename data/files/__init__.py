"""Files sent by officers: each content once, under its hash, in a private folder or in the registry's database."""

from data.files.stored import Files, StoredFile, get_digest

__all__ = ["Files", "StoredFile", "get_digest"]
