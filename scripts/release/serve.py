"""Shows the site on this machine and builds it again when a file changes."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Callable
from pathlib import Path

from scripts.model.problems import RefusedError
from scripts.release.publish import Plan, build

WATCHED = ("datapackage", "docs", "site_templates", "mkdocs.yml")
PAUSE = 1.0
"""Seconds between two looks at the files."""


def serve(package: Path, port: int, say: Callable[[str], None]) -> int:
    """Serve a preview until interrupted. What it shows is not validated, verified or published."""
    plan = Plan(package=package, workspace=Path("build") / "preview")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(plan.workspace / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    seen: dict[Path, float] = {}
    try:
        while True:
            now = _stamps(package)
            if now != seen:
                seen = now
                _rebuild(plan, say)
                say(f"http://127.0.0.1:{port}/")
            time.sleep(PAUSE)
    except KeyboardInterrupt:
        server.shutdown()
    return 0


def _stamps(package: Path) -> dict[Path, float]:
    """When each watched file was last written."""
    roots = [package, *(Path(name) for name in WATCHED)]
    files = [f for root in roots for f in ([root] if root.is_file() else root.rglob("*")) if f.is_file()]
    return {f: f.stat().st_mtime for f in files}


def _rebuild(plan: Plan, say: Callable[[str], None]) -> None:
    try:
        build(plan, lambda _: lambda: None)
    except RefusedError as refused:
        for problem in refused.problems:
            say(f"{problem.file}: {problem.found}")
