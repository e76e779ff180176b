"""Machine help with the wording of one argument, where an endpoint is set."""
