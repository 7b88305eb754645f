"""Words, numbers and dates of one language: all that a person reads, but for the package's own label columns."""
