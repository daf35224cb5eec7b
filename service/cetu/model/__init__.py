"""The nouns: what the steps hand to one another, as frozen dataclasses."""
