"""The administrator's and the officers' side of accounts: people and requests."""
