"""Checks of what was built: shapes (one document), checks (whole graph), and the report."""
