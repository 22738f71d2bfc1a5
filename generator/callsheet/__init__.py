"""Turns one OpenAPI document into a tree of files."""
