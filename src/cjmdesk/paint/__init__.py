"""Scene to device: decides nothing, measures nothing."""
