"""A conformance suite: pytest files that ask a server for what its document promises."""
