"""Tells in which rows of tables and texts of pages two sites differ, as whoever looks over a change reads it."""
