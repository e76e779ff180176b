"""The commands of `chutong`, by what they are about."""
