"""Full-text search without segmentation: the index builder of `docs/decisions/0003-search.md`."""
