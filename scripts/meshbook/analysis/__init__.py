"""What follows from the catalog: lifelines, facets, neighbours, counts. Pure functions."""
