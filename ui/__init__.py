"""The page: what its events do and how it looks."""
