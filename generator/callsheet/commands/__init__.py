"""What `callsheet` can be told to do: one module for each command.

Each has ``configure(parser)``, which adds its arguments and its help, and ``run(arguments)``, which
returns the exit code: 0 fine, 1 findings, 2 wrong use or broken input.
"""
