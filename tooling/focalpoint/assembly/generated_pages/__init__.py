"""Write the pages that are made from data: briefs, catalogue, consultations, comments, provenance and charts."""
