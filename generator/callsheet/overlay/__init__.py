"""OpenAPI Overlays (1.0 and 1.1): edits of a document, as a document. Read, written, applied."""

from callsheet.overlay.actions import Action, Overlay, read_overlay, write_overlay
from callsheet.overlay.edit import edited

__all__ = ["Action", "Overlay", "edited", "read_overlay", "write_overlay"]
