"""Runs the nginx, Apache and Caddy of this machine on a finished site and compares what they send with what it ships.

`python -m tests.hosting [FOLDER]`; exit code 1 when one of them sends something else. Servers that are not installed
are named and left out: on Debian, `apt-get install nginx-light apache2 caddy`.
"""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.model.headers import ALWAYS, PAGE, kind_of, media_type
from tests.hosting.shipped import Shipped, read

MISSING = ("nowhere/", "data/latest/nothing.csv", "assets/nothing.js", "embed/nothing/")
"""Addresses of nothing, in folders of several kinds: the page for what is missing is a page everywhere."""

UNASKED = (".htaccess", "_headers", "hosting/caddy.conf")
"""What hosts read; Caddy gives nobody a file that it has read itself."""

APACHE_MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers")


@dataclass(frozen=True, slots=True)
class Server:
    """A server: the program, and how it is started on a site, in a folder of its own, at a port."""

    program: str
    start: Callable[[Path, Path, int], list[str]]


def nginx(site: Path, folder: Path, port: int) -> list[str]:
    """Include the shipped file in a `server` block."""
    folders = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}} http {{ access_log off; {folders}"
        f"server {{ listen 127.0.0.1:{port}; root {site}; include {site}/hosting/nginx.conf; }} }}\n",
        encoding="utf-8",
    )
    return ["-c", f"{folder}/nginx.conf"]


def apache(site: Path, folder: Path, port: int) -> list[str]:
    """Allow the shipped file, and nothing more than it needs."""
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in APACHE_MODULES)
    (folder / "apache.conf").write_text(
        f"ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/log\n{modules}"
        f'TypesConfig /dev/null\nDocumentRoot "{site}"\n<Directory "{site}">\nAllowOverride FileInfo\n'
        "DirectoryIndex index.html\nRequire all granted\n</Directory>\n",
        encoding="utf-8",
    )
    return ["-d", str(folder), "-f", f"{folder}/apache.conf", "-DFOREGROUND"]


def caddy(site: Path, folder: Path, port: int) -> list[str]:
    """Import the shipped file in a site block."""
    (folder / "Caddyfile").write_text(
        f"{{\nadmin off\nauto_https off\n}}\nhttp://127.0.0.1:{port} {{\nroot * {site}\n"
        f"import {site}/hosting/caddy.conf\nfile_server\n}}\n",
        encoding="utf-8",
    )
    return ["run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"]


SERVERS = (Server("nginx", nginx), Server("apache2", apache), Server("caddy", caddy))


def asked(site: Path) -> Iterator[str]:
    """Give addresses of the site: of each folder at the top, one of each ending, and the folders' own addresses."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
        key = (
            "/".join(path.split("/")[:2]) if path.count("/") > 1 else path.partition("/")[0],
            path.rpartition(".")[2],
        )
        if path not in UNASKED and (key[0].partition("/")[0], key[1]) not in seen:
            seen.add((key[0].partition("/")[0], key[1]))
            yield path.removesuffix("index.html")
            yield path


def differences(site: Path, shipped: Shipped, port: int) -> Iterator[str]:
    """Tell each header that a server sends otherwise than the site ships."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    for place in dict.fromkeys((*asked(site), *MISSING)):
        connection.request("GET", f"/{place}")
        answer = connection.getresponse()
        answer.read()
        missing = place in MISSING
        expected = {**ALWAYS, **PAGE.headers} if missing else shipped.headers(place)
        path = "404.html" if missing else place if not place or not place.endswith("/") else f"{place}index.html"
        known = {**expected, "Content-Type": media_type(path or "index.html")}
        if answer.status != (404 if missing else 200):
            yield f"/{place}: answered {answer.status}"
        for name, value in known.items():
            if answer.headers.get_all(name) != [value]:
                yield f"/{place}: {name}: {answer.headers.get_all(name)}, not {value}"
        for name in {name for each in (kind_of(path), PAGE, kind_of("data/")) for name in each.headers} - known.keys():
            if name in answer.headers:
                yield f"/{place}: {name}: {answer.headers[name]}, where there should be none"


def free_port() -> int:
    """Give a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def listening(port: int, running: subprocess.Popen[bytes]) -> bool:
    """Wait until somebody listens at a port; tell whether somebody does."""
    for _ in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return True
        if running.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def run(server: Server, site: Path) -> list[str]:
    """Run a server and give what it sends otherwise."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        options = server.start(site, Path(folder), port)
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        with subprocess.Popen([server.program, *options], env=environment, stderr=subprocess.PIPE) as running:
            try:
                if not listening(port, running):
                    running.terminate()
                    return [(running.communicate()[1] or b"").decode(errors="replace")]
                return list(differences(site, read(site), port))
            finally:
                running.terminate()


def main() -> int:
    """Run every server that there is."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "public").resolve()
    found: list[str] = []
    for server in SERVERS:
        if shutil.which(server.program) is None:
            sys.stdout.write(f"{server.program}: not installed\n")
            continue
        told = run(server, site)
        found += told
        count = len(dict.fromkeys((*asked(site), *MISSING)))
        sys.stdout.write(f"{server.program}: {count} addresses, {len(told)} differences\n")
        sys.stdout.writelines(f"  {line}\n" for line in told)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
