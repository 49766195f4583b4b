"""What differs: a structural difference by id, applied and merged."""
