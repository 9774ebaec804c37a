"""The only room that knows MkDocs, the disk and the network port of the finished site."""
