"""Writes the workspace and runs MkDocs. The only room that writes `build/`."""
