"""What things are: the typed models that the schema, the checks and the pages derive from."""
