"""From checked text to a published edition: the order of the work, and the folder that holds what is finished."""
