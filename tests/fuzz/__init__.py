"""Our own parsers under coverage-guided fuzzing, see `__main__`; what was found is in tests/files/fuzzed."""
