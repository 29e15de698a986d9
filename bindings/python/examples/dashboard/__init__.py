"""A web service around Ordvakt: comments wait, the rules say what they see, a person decides."""
