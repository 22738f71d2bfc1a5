"""Spelling: one module for each programming language."""
