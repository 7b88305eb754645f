"""Says what figures say: which sentence, from which figures, in which case."""
