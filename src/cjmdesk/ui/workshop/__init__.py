"""The brief, the seven steps of a workshop, and the timer that a room sees."""
