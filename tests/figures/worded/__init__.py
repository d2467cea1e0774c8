"""Word files of an invented chapter, edited as Word, Google Docs, Pages and LibreOffice leave them."""
