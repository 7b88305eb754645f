"""What the data are: tables, fields, codes and the few types that rooms hand to each other. Standard library only."""
