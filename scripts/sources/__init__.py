"""One adapter per raw source: bytes to tidy tables, with repairs reported. An adapter holds one source's faults and nothing else."""
