"""The HTTP doors that answer programs: SPARQL, stored questions, problems."""
