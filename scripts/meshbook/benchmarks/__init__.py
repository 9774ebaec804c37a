"""Other people's measurements: reading what load generators wrote, and keeping it."""
