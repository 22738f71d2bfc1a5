"""Documentation pages: what they claim about an API, and where that differs from the document."""
