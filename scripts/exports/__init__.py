"""Gives every published data file as bytes. Writes nothing."""
