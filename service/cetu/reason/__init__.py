"""What follows from the graph, and whether it contradicts itself.

`rules` derives OWL 2 RL consequences; `dl` asks HermiT whether ontology and data are consistent and
names the culprit when they are not.
"""
