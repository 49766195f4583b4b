"""How a project changes: pure functions from project to project, and the history of them."""
