#!/usr/bin/env python3
"""measures.py KNOTWORK SOURCE: a measure is one row of a table in src/measure; outside that
room no string of the program is its name, or a list of names that holds it. Unit tests
check it by its definition, and tests/conform against other programs."""
import json
import re
import subprocess
import sys
from pathlib import Path

# Words that name other things as well: what a weight counts, options, files, parts.
COMMON = set("weight mentions documents stories outlets windows nodes pairs component "
             "components communities".split())
# A hop of a path has a strength, too.
OTHERS = {("src/cli/cmd_path.c", "strength")}

STRING = re.compile(r'"([a-z][a-z_0-9]*(?:,[a-z_0-9]+)*)"')


def main():
    listed = subprocess.run([sys.argv[1], "help", "measures", "--format", "json"],
                            capture_output=True, check=True).stdout
    names = {row["name"] for row in json.loads(listed)}
    source, found = Path(sys.argv[2]), []
    files = [path for folder in ("src", "include") for path in source.glob(folder + "/**/*.[ch]")]
    for path in sorted(files):
        place = path.relative_to(source).as_posix()
        if place.startswith("src/measure/"):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            words = {word for text in STRING.findall(line) for word in text.split(",")}
            found += [f"{place}:{number}: {word} is named here as well"
                      for word in sorted(words & names - COMMON)
                      if (place, word) not in OTHERS]
    for folder, what in (("tests/unit", "definition"), ("tests/conform", "peer")):
        tests = "".join(path.read_text() for path in (source / folder).glob("*.*"))
        found += [f"{folder}: no {what} for {name}" for name in sorted(names)
                  if not re.search(rf'"(?:node\.|edge\.|graph\.)?{name}"', tests)]
    print("\n".join(found) or f"{len(names)} measures, {len(files)} files")
    sys.exit(1 if found or len(names) < 40 or len(files) < 100 else 0)


main()
