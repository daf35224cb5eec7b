"""The nouns: what the steps hand to one another. Plain frozen dataclasses, no behaviour elsewhere."""
