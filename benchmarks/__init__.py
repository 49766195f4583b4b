"""Measured against asked: `python -m benchmarks` prints a table. No test fails on a clock."""
