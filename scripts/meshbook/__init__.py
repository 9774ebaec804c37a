"""Meshbook: who runs a service mesh in production, why, and what happened."""
