"""What images hold: limits, decoding, scaling, the store by content hash."""
