"""Public lists of adopters: reading them, and putting the names of all lists together."""
