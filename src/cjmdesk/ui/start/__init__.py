"""The start page: templates, samples and recent files to begin from."""
