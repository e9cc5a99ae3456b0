"""Pages of the review, a module each: guard, form, one service call, response. Reading and rules belong elsewhere."""
