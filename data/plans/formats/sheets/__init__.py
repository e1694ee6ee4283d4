"""Spreadsheets: cells with their dates and number formats, merged cells repeated, hidden ones left out."""
