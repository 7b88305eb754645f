"""What the package and its summaries say: figures with their cells, statements in words. It computes no figure."""
