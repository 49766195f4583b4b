"""Widgets that edit one field of the inspector each; the table says which field takes which."""
