#!/usr/bin/env python3
"""read_html.py PROGRAM: how long `PROGRAM FILE` (tests/bench/read_page) takes on pages that
double in size: ordinary ones, and ones made to hurt. Linear work doubles with them."""

import subprocess
import sys
import tempfile
import time

PARAGRAPH = ("<p>Ruritania bought <b>Kite</b>, a tool made in <a href='/zenda'>Zenda</a>, in "
             "2019, said a spokeswoman of the ministry &mdash; and nobody was told.</p>\n")
PAGE = ("<nav><ul>" + "<li><a href='/x'>Another story</a></li>" * 20 + "</ul></nav><article>"
        + PARAGRAPH * 20 + "</article><div class='sidebar'>" + PARAGRAPH * 3 + "</div>")
UNITS = {
    "pages": PAGE, "open b": "<b>", "open div": "<div>", "b then /i": "<b></i>",
    "end tags": "</i>", "attributes": " a b c", "same attribute": " class=x",
    "open quotes": "<a b=\"<a c='", "comments": "<!--", "ampersands": "& &a &#1 ",
    "scripts": "<script>", "cells": "<table><tr><td>", "lists": "<ul><li><a href=x>a",
    "text": "one word more and ", "less-than": "< ", "headings": "<nav><h1>a</h1>",
    "anchors": "<a>", "forms": "<form><select><option>", "paragraphs": "<p>",
    "pre": "<pre>\n", "breaks": "<br>", "title": "<title>",
}


def seconds(program, unit, size):
    head = "<p" if unit.startswith(" ") else ""
    with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
        file.write(head + unit * (size // len(unit)))
        file.write("</i></b></div><p>end</p>")
        file.flush()
        start = time.perf_counter()
        subprocess.run([program, file.name], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start


def main():
    program, mega = sys.argv[1], 1 << 20
    for name, unit in UNITS.items():
        times = [seconds(program, unit, size * mega) for size in (1, 4, 16)]
        print(f"{name:16}" + "".join(f"{t:9.3f} s" for t in times)
              + f"{16 / times[2]:9.1f} MB/s")


if __name__ == "__main__":
    main()
