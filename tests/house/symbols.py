#!/usr/bin/env python3
"""symbols.py SOURCE LIBRARY: the shared library exports what the public headers mark with
KW_API, no more and no less."""

import pathlib
import re
import subprocess
import sys


def declared(folder):
    names = set()
    for path in sorted(folder.glob("*.h")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        for found in re.finditer(r"^KW_API\s([^;]*?)\b(kw_\w+)\s*\(", text, flags=re.M):
            names.add(found.group(2))
        for found in re.finditer(r"^KW_API\sextern\s[^;(]*\b(kw_\w+)\s*(\[\])?;", text,
                                 flags=re.M):
            names.add(found.group(1))
    return names


def exported(library):
    lines = subprocess.run(["nm", "-D", "--defined-only", library], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.splitlines()
    names = {line.split()[-1].split("@")[0] for line in lines}
    return {name for name in names if not re.match(r"_|__|asan|ubsan", name)}


def main():
    headers = declared(pathlib.Path(sys.argv[1]) / "include" / "knotwork")
    library = exported(sys.argv[2])
    for name in sorted(headers - library):
        print(f"{name}: declared, not exported")
    for name in sorted(library - headers):
        print(f"{name}: exported, not declared")
    print(f"{len(headers & library)} names agree")
    return headers != library or not headers


if __name__ == "__main__":
    sys.exit(main())
