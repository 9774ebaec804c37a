"""What was published, what has changed since, and how a release of the data is made."""
