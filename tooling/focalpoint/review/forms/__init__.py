"""Comment forms in Word, Excel and PDF: written blank, read back filled in, and exported."""
