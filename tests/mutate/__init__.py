"""Breaks the code on purpose, and counts how often a test notices."""
