"""Pages that an edition gets from data: briefs, catalogue, consultations, comments, provenance and charts."""
