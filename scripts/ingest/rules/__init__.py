"""One module for each indicator or context table: `RULE` says which sources it needs and how it makes its tables."""
