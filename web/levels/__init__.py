"""Red, orange, yellow, blue: by rules that everyone sees and officers edit."""
