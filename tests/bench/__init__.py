"""The benchmark: generated catalogues like the real one, and how light and fast they are."""
