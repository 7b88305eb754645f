"""Words, numbers and dates of one language. All that a person reads comes from here or from the package's label columns."""
