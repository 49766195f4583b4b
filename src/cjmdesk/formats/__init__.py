"""Other people's files: one table of importers and exporters, one file per format."""
