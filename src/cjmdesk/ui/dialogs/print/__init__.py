"""The print dialog."""
