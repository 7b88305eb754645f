"""A branch of a git repository, as hosts of static pages read it: one commit with the whole site after the last."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from scripts.deploy.difference import KEPT, Difference, Stage, is_kept
from scripts.deploy.programs import call, done
from scripts.deploy.site import DESCRIPTOR, Site, name_of

THERE: Final = "there"
OLD: Final = "refs/deploy/old"
NOTHING: Final = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
"""The tree without a file, which every repository knows."""

PLAIN: Final = (
    *("-c", "core.autocrlf=false", "-c", "core.fileMode=false", "-c", "core.attributesFile=/dev/null"),
    *("-c", "core.excludesFile=/dev/null", "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"),
)
"""Bytes go in as they are, whatever this user's git is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch of the repository at a URL; `folder` is a repository of our own beside it, for this run."""

    url: str
    branch: str
    folder: Path

    def compare(self, site: Site) -> Difference:
        """Tell in what the tree of the branch differs from the site's."""
        old = self._old()
        new = self._tree(site, old)
        listed = self._git("diff-tree", "-r", "-z", "--no-renames", "--name-status", old or NOTHING, new).split("\0")
        states = {path: state for state, path in zip(listed[::2], listed[1::2], strict=False) if not is_kept(path)}

        def paths(code: str) -> tuple[str, ...]:
            return tuple(sorted(path for path, state in states.items() if state[0] in code))

        return Difference(new=paths("A"), changed=paths("MT"), gone=paths("D"), holds=self._holds(old))

    def carry_out(self, site: Site, difference: Difference, stage: Stage) -> None:
        """Commit the site after what the branch held, and push; somebody else's commit in between is never lost."""
        told = stage("deploy_branch", count=len(difference.sent))
        before = self._git("for-each-ref", "--format=%(objectname)", OLD).strip()
        tree = self._git("write-tree", "--missing-ok").strip()
        message = f"{site.title}, release {site.version}"
        after = ("-p", before) if before else ()
        commit = self._git("commit-tree", tree, *after, "-m", message, own=_identity(site)).strip()
        self._git("push", "--quiet", THERE, f"{commit}:refs/heads/{self.branch}")
        told()

    def prepare(self) -> None:
        """Make the repository of this run."""
        done(call(["git", "init", "--quiet", "--bare", str(self.folder)], self.url), self.url)
        self._git("config", "core.bare", "false")
        self._git("remote", "add", THERE, self.url)
        self._git("check-ref-format", f"refs/heads/{self.branch}")

    def _old(self) -> str:
        """Fetch the tree of the branch without its files, as far as the other side can, and give its commit or ''."""
        if not self._git("ls-remote", THERE, f"refs/heads/{self.branch}").strip():
            return ""
        wanted = f"+refs/heads/{self.branch}:{OLD}"
        self._git("fetch", "--quiet", "--no-tags", "--depth=1", "--filter=blob:none", THERE, wanted)
        return self._git("rev-parse", OLD).strip()

    def _tree(self, site: Site, old: str) -> str:
        """Write the tree of the site, with what the host keeps beside it."""
        self._git("--work-tree", str(site.folder.resolve()), "add", "--all", "--force", "--", ".")
        empty = self._git("hash-object", "-w", "--stdin").strip()
        self._git("update-index", "--add", "--cacheinfo", f"100644,{empty},.nojekyll")
        kept = self._git("ls-tree", "-r", "-z", old, "--", *KEPT) if old else ""
        self._git("update-index", "-z", "--index-info", given=kept)
        return self._git("write-tree", "--missing-ok").strip()

    def _holds(self, old: str) -> str:
        if not old:
            return ""
        ended = call(["git", f"--git-dir={self.folder}", "show", f"{old}:{DESCRIPTOR}"], self.url)
        return name_of(ended.stdout) if ended.returncode == 0 else ""

    def _git(self, *arguments: str, given: str = "", own: dict[str, str] | None = None) -> str:
        command = ["git", f"--git-dir={self.folder}", *PLAIN, *arguments]
        settled = {"GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "file:ssh:https", "GIT_LITERAL_PATHSPECS": "1"}
        ended = call(command, self.url, given.encode(errors="surrogateescape"), {**settled, **(own or {})})
        return done(ended, self.url).stdout.decode(errors="surrogateescape")


@contextmanager
def branch(url: str, name: str) -> Iterator[Branch]:
    """Give a branch, with a repository of our own that is gone afterwards."""
    with TemporaryDirectory() as folder:
        made = Branch(url=url, branch=name, folder=Path(folder) / "deploy.git")
        made.prepare()
        yield made


def _identity(site: Site) -> dict[str, str]:
    """Give the site as who commits, where the environment names nobody: a pipeline has no name of its own."""
    said = {"NAME": site.title, "EMAIL": f"{site.name}@localhost"}
    return {f"GIT_{who}_{what}": each for who in ("AUTHOR", "COMMITTER") for what, each in said.items()}
