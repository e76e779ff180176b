"""Publishers and how well we hear them."""
