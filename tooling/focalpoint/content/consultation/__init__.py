"""The roster, the fields of consultation notes, and the handling labels."""
