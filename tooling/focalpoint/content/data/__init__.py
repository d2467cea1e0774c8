"""The data files of `manual/data`, and what chapters can show of them."""
