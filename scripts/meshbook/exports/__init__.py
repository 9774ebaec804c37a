"""Model to files for programs: facet data, sitemap, social cards."""
