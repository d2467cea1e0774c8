"""Find what keeps a release back, and record what a person overrules."""
