"""What programs are told of a chart names pictures that are there."""

from __future__ import annotations

import pytest

from scripts.charts.gather import gather
from scripts.drawing.drawn import Drawing, Drawn
from scripts.drawing.embedding import oembed
from scripts.words.edition import Edition
from tests.editions import edition

DRAWING = Drawing(svg="<svg/>", width=900, height=300, vega="{}")
PNG, SVG = "charts/ken-timeline.png", "charts/ken-timeline.svg"
SHARED = "share/countries/ken.png"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The edition of a small package."""
    return edition(tmp_path_factory.mktemp("package") / "p")


@pytest.mark.parametrize(
    ("files", "thumbnail", "picture"),
    [
        ({PNG, SVG, SHARED}, (PNG, 900, 300), "../ken-timeline.png"),
        ({SVG, SHARED}, (SHARED, 1200, 630), "../ken-timeline.svg"),
        ({SVG}, None, "../ken-timeline.svg"),
        (set[str](), None, ""),
    ],
)
def test_the_picture_of_a_chart(
    site: Edition, files: set[str], thumbnail: tuple[str, int, int] | None, picture: str
) -> None:
    (chart,) = [chart for chart in gather(site) if chart.id == "ken-timeline"]
    drawn = Drawn(chart=chart, wide=DRAWING, narrow=DRAWING, spec="{}")
    told = oembed(site, drawn, "https://example.org/x/", frozenset(files))
    found = (told.get("thumbnail_url"), told.get("thumbnail_width"), told.get("thumbnail_height"))
    assert found == ((f"https://example.org/x/{thumbnail[0]}", *thumbnail[1:]) if thumbnail else (None, None, None))
    assert told["quote"]["picture"] == picture
    assert "thumbnail_url" not in oembed(site, drawn, "", frozenset(files))
