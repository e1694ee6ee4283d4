"""Word documents (.docx): paragraphs and tables in reading order, as the last page of Word would show them."""
