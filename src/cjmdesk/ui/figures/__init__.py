"""Numbers of touchpoints and stages: brought in from tables, and looked at."""
