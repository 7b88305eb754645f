"""Turns the adapters' tidy tables into the package's resources. The only room that knows an indicator by its id."""
