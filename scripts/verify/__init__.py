"""Reads a finished site from outside, as a reader would, and tells every fault. It may not import what made it."""
