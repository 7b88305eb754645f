"""Turns a package and its summaries into page fragments. The only room that imports Jinja; it computes no figure."""
