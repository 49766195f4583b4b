"""The window: Qt widgets around one open project."""
