"""Computes every published aggregate from the observations. The only room that computes figures."""
