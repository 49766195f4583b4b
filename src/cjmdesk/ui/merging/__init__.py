"""The window in which the files of several groups are brought together."""
