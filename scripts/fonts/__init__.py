"""The site's two type families as fonts that programs can draw and measure with. Writes nothing."""
