"""Turns findings into page fragments. The only room that imports Jinja; it computes no figure."""
