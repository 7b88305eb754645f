"""Reads and writes a data package."""
