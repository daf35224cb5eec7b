"""The pages: server-rendered HTML that works without script; the SPARQL editor is the exception."""
