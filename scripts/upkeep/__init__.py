"""Looks after sources: which of them are overdue, and how their newest edition is brought here and differs."""
