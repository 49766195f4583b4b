"""The guide to personas, in six steps."""
