"""A knowledge graph of Chinese government policy, with semantic query."""

__version__ = "0.1.0"
