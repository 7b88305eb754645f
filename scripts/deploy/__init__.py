"""Brings a finished site to where readers meet it: a folder or host, a bucket, or a branch for static pages hosts."""
