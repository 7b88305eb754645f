"""Validates a package: tier 1 is what the descriptor says, tier 2 what a schema cannot say. Checks yield problems."""
