"""Conformance: a document's suite is made, run against a server in this process, and reported."""
