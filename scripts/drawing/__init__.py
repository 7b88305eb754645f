"""Draws what charts and pages say: Node, fonts, SVG, PNG, and a cache by content."""
