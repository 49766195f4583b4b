"""What letters measure: one engine wraps and shapes for every device."""
