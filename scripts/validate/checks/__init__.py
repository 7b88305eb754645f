"""Checks of meaning, one module a subject. Each module lists its checks in `CHECKS` and is found by itself."""
