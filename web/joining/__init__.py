"""Ways to an account: invited, approved on request, and back in after forgetting."""
