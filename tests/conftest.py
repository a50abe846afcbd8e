"""What all tests may use: a browser, where the packages for one are installed."""

from __future__ import annotations

from importlib.util import find_spec

pytest_plugins = ["tests.web.chromium"] if all(find_spec(name) for name in ("selenium", "starlette", "uvicorn")) else []
