"""Text to models: every fault in every file is collected with its place; nothing is raised."""
