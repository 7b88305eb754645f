"""One page of a site that stands, made again: what a preview shows of an edit before the whole is built anew."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.nav import get_navigation

from scripts.assemble.alone import TEMPLATE as ALONE
from scripts.assemble.alone import write_alone
from scripts.assemble.assemble import copy_assets, copy_theme, sisters_of, write_config
from scripts.assemble.before import DOCS, PAGE, Finish, stub_of, written
from scripts.assemble.config import Sister, language_config
from scripts.assemble.seal import ASSETS, Pages, fresh_assets
from scripts.assemble.volume import Frame, Volume, in_frame
from scripts.kept import Made
from scripts.model.site import Page

ROOT = "/"
"""The path of a preview's address."""


@dataclass(slots=True, kw_only=True)
class Standing:
    """A site that was assembled below `workspace`, to whose address nobody gave a path or a host."""

    site: Path
    workspace: Path
    frame: Frame
    volumes: Sequence[Volume]
    made: Made
    _sisters: dict[str, list[Sister]] = field(init=False)
    _assets: dict[str, str] = field(init=False)
    """Names of the folders that the assets of each root are in, with a `/`."""

    def __post_init__(self) -> None:
        self._sisters = sisters_of(self.volumes, self.frame.name)
        self._assets = {
            root: f"{next((self.site / root / ASSETS).iterdir()).name}/" for root in self.frame.languages.roots
        }

    def generated(self, volume: Volume, page: Page) -> str:
        """Give a generated page of a volume, finished. Raises an error of Jinja where its frame is none."""
        return self._finished(volume, page.path, page)

    def by_hand(self, volume: Volume, path: str) -> str | None:
        """Give a hand-written page of a volume, finished, by its address below the root; None where there is none."""
        docs = DOCS / volume.words.language
        files = (docs / path / "index.md", docs / f"{path.rstrip('/')}.md")
        file = next((file.relative_to(docs).as_posix() for file in files if file.is_file()), None)
        return None if file is None else self._finished(volume, path, None, file)

    def assets(self, volume: Volume) -> None:
        """Copy the assets of a language anew: style sheets, scripts, pictures."""
        docs = self._folder(volume) / "docs"
        shutil.rmtree(docs / ASSETS)
        copy_assets(docs, self.made)
        root = self.frame.languages.root_of(volume.words.language)
        self._assets[root] = fresh_assets(self.site, root, self._assets[root], docs / ASSETS)

    def _finished(self, volume: Volume, path: str, page: Page | None, file: str = "") -> str:
        """Put a page into its frame, and do to it what is done to every page."""
        folder, root = self._folder(volume), self.frame.languages.root_of(volume.words.language)
        config = language_config(volume, self._sisters[volume.words.language], self.frame, folder, folder / "site")
        inside = f"{path}{PAGE}"
        if page and page.frame == ALONE:
            write_alone([page], volume.words, config, folder / "alone")
            text = (folder / "alone" / inside).read_text(encoding="utf-8")
        else:
            source = Path(file or f"{path}index.md")
            stub = stub_of(page, "") if page else dict(written(volume.words, self.frame, file))[file]
            (folder / "docs" / source).write_text(stub, encoding="utf-8")
            text = self._framed(write_config(config, folder), source)
        finish = Finish.of(folder / "site", volume.words, self.frame)
        whole = finish.finished(in_frame(text, page) if page else text, inside)
        moved = {f"{root}{ASSETS}": name for root, name in self._assets.items()}
        return Pages(site=self.site, base=ROOT, moved=moved).sealed(f"{root}{inside}", whole)

    def _framed(self, config_file: Path, source: Path) -> str:
        """Give a page as MkDocs makes it of a file, without the others."""
        theme = config_file.with_name("theme")
        shutil.rmtree(theme)
        copy_theme(theme)
        config = load_config(str(config_file), strict=False)
        files = get_files(config)
        navigation = get_navigation(files, config)
        found = files.get_file_from_path(source.as_posix())
        if found is None or found.page is None:
            raise FileNotFoundError(source)
        page = found.page
        page.active = True
        page.read_source(config)
        page.render(config, files)
        context = get_context(navigation, files, config, page)
        template = config.theme.get_env().get_template(str(page.meta.get("template", "main.html")))
        return template.render(context)

    def _folder(self, volume: Volume) -> Path:
        return self.workspace / volume.words.language
