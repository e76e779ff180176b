"""Refusals at borders: tables of importing authorities, loaded by the centre."""
