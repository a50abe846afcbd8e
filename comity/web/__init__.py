"""The pages: the record in a browser, rendered here, with nothing fetched from anywhere else.

Documents are untrusted: whatever they say is text. All that a page shows is in its address.
"""

from __future__ import annotations
