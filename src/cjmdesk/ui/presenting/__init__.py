"""Showing a map to a room: stage by stage, on the whole screen."""
