"""Speaks of exports: the tables, what a notice touches of them, a firm's own."""
