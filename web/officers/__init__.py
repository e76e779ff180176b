"""What the people of the centre are told of by mail: what comes in, and what is due."""
