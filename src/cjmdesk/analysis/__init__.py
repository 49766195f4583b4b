"""What can be read out of a project: it reads, and never writes."""
