"""Tables of more rows than memory should hold, by an engine that speaks SQL: what may be at fault in them, and sums."""
