"""Publishes: the only room that writes `public/`."""
