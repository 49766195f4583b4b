"""Dialogs: export, preferences, shortcuts, about, details."""
