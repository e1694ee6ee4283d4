"""OpenDocument: texts (.odt) and spreadsheets (.ods), read from their own XML."""
