"""One adapter per raw source: bytes to tidy tables, with repairs reported. Each holds one source's faults."""
