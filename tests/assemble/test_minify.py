"""What only authors read is left out of style sheets and scripts, and nothing else."""

from __future__ import annotations

import pytest

from scripts.assemble.minify import minified, minified_page, minified_style

CASES = {
    "/* why */\na {\n  color: red;\n}\n": "a {\ncolor: red;\n}\n",
    "/*\n  Over\n  lines.\n*/\n\n\nb { }\n": "b { }\n",
    "  /* one */\n  f(); /* within */\n  /* two */\n  g();\n": "f(); /* within */\ng();\n",
    "/* before */ f();\nh(); /* after */\n": "/* before */ f();\nh(); /* after */\n",
    'const a = "/* no comment */";\n': 'const a = "/* no comment */";\n',
    "const b = /\\s*/; // */\n": "const b = /\\s*/; // */\n",
    "x\n": "x\n",
    "": "",
}

PAGES = {
    "\n\n<p>\n    One\n\n    two </p>\n": "<p>\nOne\ntwo </p>\n",
    "<p>a <b>b</b>\n  <i>c</i></p>": "<p>a <b>b</b>\n<i>c</i></p>\n",
    "<div>\n  <pre>\n  x\n\n    y</pre>\n  </div>\n": "<div>\n<pre>\n  x\n\n    y</pre>\n</div>\n",
    '<textarea rows="2">\n  <p>\n</textarea>\n\n  <pre><code>  a\n</code></pre>': (
        '<textarea rows="2">\n  <p>\n</textarea>\n<pre><code>  a\n</code></pre>\n'
    ),
    "<p>no  end  of  line</p>\n": "<p>no  end  of  line</p>\n",
    (
        '<body>\n<input class="md-toggle" type="checkbox" id="__drawer">\n'
        '<label class="md-overlay" for="__drawer"></label>\n'
        '<div data-md-component="skip">\n</div>\n<div class="md-dialog" data-md-component="dialog">\n'
        '  <div class="md-dialog__inner md-typeset"></div>\n</div>\n<p>x</p>\n'
    ): "<body>\n<p>x</p>\n",
    '<div data-md-component="skip">\n<a class="md-skip">x</a></div>\n<pre><div class="md-dialog"></div></pre>\n': (
        '<div data-md-component="skip">\n<a class="md-skip">x</a></div>\n<pre><div class="md-dialog"></div></pre>\n'
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_is_without_layout(page: str) -> None:
    assert minified_page(page) == PAGES[page]
    assert minified_page(PAGES[page]) == PAGES[page]


@pytest.mark.parametrize("text", CASES)
def test_what_is_left_out(text: str) -> None:
    assert minified(text) == CASES[text]


@pytest.mark.parametrize("text", CASES)
def test_what_is_light_stays_as_it_is(text: str) -> None:
    assert minified(minified(text)) == minified(text)


STYLES = {
    "a {\n  color: red;\n}\nb { }\n": "a{color: red}b{}",
    "@media print {\n  a, b > c { margin: 0 1px; top: 0; }\n}\n": "@media print{a, b > c{margin: 0 1px;top: 0}}",
    'a::after { content: "; } { "; }\n': 'a::after{content: "; } { "}',
    'a { src: url("a b;c.woff2") format("woff2"); }\n': 'a{src: url("a b;c.woff2") format("woff2")}',
}


@pytest.mark.parametrize("style", STYLES)
def test_a_style_sheet_is_without_space_around_its_blocks(style: str) -> None:
    assert minified_style(style) == STYLES[style]
    assert minified_style(STYLES[style]) == STYLES[style]
