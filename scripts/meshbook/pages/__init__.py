"""Model to pages: views, string tables and templates. No words in Python, no markup in Python."""
