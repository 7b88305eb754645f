"""Answers questions about a published site, from its files alone: each with coverage, period, source and cell."""
