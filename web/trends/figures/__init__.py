"""The views, a file each: what is counted, what it says, how it is drawn."""
