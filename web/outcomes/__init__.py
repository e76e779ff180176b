"""What came of the centre's comments, counted; every figure opens its list."""
