"""What follows from statements, by the rules of OWL 2 RL, and what no longer does.

`compile` makes rules of the axioms, with the terms filled in (`axioms` reads these, `syntax` writes
them, `rule` is what a rule is). `program` lays rules out to be run on `facts`, `theory` keeps them
with the terms of their ontology; `close` runs them on what is new, and `revise` brings what
followed up to date when statements came and went. It is used
where documents are reasoned over, where a write is worked out, and where a statement is explained.

https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules
"""
