"""Dossiers: what an exporter must know of a market, kept by the officers."""
