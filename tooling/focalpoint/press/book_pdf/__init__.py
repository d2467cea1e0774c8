"""Join the sections' PDFs into one book: pages, outline, destinations, fonts, headers and metadata."""
