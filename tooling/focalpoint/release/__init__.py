"""Build an edition, a draft or the replies as a list of stages, and publish the result."""
