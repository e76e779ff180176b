"""What proves the arguments of a case: rows, counts of firms, trade, standards."""
