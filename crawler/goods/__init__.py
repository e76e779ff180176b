"""Which measures are on goods: rules for each publisher, as data."""
