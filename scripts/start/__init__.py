"""Begins a package of somebody else's: a small one to write over, or one made of a plain long CSV."""
