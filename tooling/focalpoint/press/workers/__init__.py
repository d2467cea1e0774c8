"""The processes that lay out sections, and the cache of finished layouts."""
