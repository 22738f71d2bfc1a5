"""What every operation and every client shares. Nothing here opens a connection."""
