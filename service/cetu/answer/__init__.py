"""Reading the graph: describe a thing, count, search, list statements with evidence, explain."""
