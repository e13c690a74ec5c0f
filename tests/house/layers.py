#!/usr/bin/env python3
"""layers.py SOURCE: a room includes only rooms above it, and foreign libraries and the
outside world are reached only through their doors."""

import pathlib
import re
import sys

ROOMS = (  # in the order of the source tour: each may include those before it
    "base time document lexicon model read text name refer relate extract store corpus "
    "graph query measure export report cli"
).split()
PROGRAMS = ("train", "spark")  # may include every room; nothing includes them

# A foreign header, and the files that may include it.
DOORS = {
    "sqlite3.h": r"src/store/.*",
    "igraph.*": r"src/measure/.*",
    "jansson.h": r"src/base/json.*",
    "utf8proc.h": r"src/base/(fold|utf8)\.c",
    "sha1.h": r"src/base/sha1\.h",
    "libxml/.*": r"src/read/html\.c",
    "uchardet/.*": r"src/read/encoding\.c",
    "iconv.h": r"src/read/encoding\.c",
    "histedit.h": r"src/cli/prompt\.c",
    "archive.*": r"src/read/.*",
    "pthread.h": r"src/base/(pool|spare|json)\.c|src/store/store\.c|src/measure/.*",
}

# What the library must not call: it never prints, exits, reads the environment or the
# clock, or touches signals or the locale.
FORBIDDEN = re.compile(
    r"\b(printf|puts|putchar|perror|exit|_exit|abort|getenv|setenv|setlocale|time|clock|"
    r"gettimeofday|clock_gettime|localtime|signal|sigaction|raise|system|popen|fork|"
    r"rand|srand|strtok|sprintf|gets)\s*\("
)
# Public headers that belong to a room of another name.
HEADER_ROOM = {"base": "base", "time": "time", "document": "document",
               "extract": "extract", "store": "store", "corpus": "corpus",
               "graph": "graph", "query": "query", "export": "export"}


def without_comments(text):
    text = re.sub(r"/\*.*?\*/", lambda m: "\n" * m.group().count("\n"), text, flags=re.S)
    return re.sub(r'"(\\.|[^"\\\n])*"', '""', text)


def room_of(path):
    parts = path.parts
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[:2] == ("include", "knotwork"):
        return HEADER_ROOM.get(path.stem)
    return None


def included_room(name, path):
    head = name.split("/")[0]
    if head == "knotwork":
        return HEADER_ROOM.get(pathlib.PurePath(name).stem, "unknown")
    return head if "/" in name else room_of(path)


def problems_of(path, text):
    room = room_of(path)
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)', line)
        if not found:
            continue
        kind, name = found.groups()
        if kind == "<":
            for pattern, door in DOORS.items():
                if re.fullmatch(pattern, name) and not re.fullmatch(door, str(path)):
                    yield f"{path}:{number}: <{name}> is not for here"
            continue
        if path.name == "knotwork.h":
            continue
        other = included_room(name, path)
        if room in PROGRAMS and other in ROOMS + [room]:
            continue
        if path.parts[0] == "include" and not name.startswith("knotwork/"):
            yield f"{path}:{number}: \"{name}\" is private, and this header is not"
        elif other not in ROOMS or room not in ROOMS:
            yield f"{path}:{number}: \"{name}\": a room that layers.py does not know"
        elif ROOMS.index(other) > ROOMS.index(room):
            yield f"{path}:{number}: {room} includes {other}, which is below it"
    if room == "cli" or room in PROGRAMS or path.name == "lexc.c":
        return
    for number, line in enumerate(without_comments(text).splitlines(), 1):
        found = FORBIDDEN.search(line)
        if found:
            yield f"{path}:{number}: {found.group(1)}() in the library"


def check_the_check():
    """What finds nothing must be able to find something."""
    good = {"src/store/sql.c": '#include "store/sql.h"\n#include <sqlite3.h>\n',
            "src/cli/main.c": '#include "base/map.h"\nint f(void) { return puts("x"); }\n',
            "src/train/fit.c": '#include "store/sql.h"\n#include "train/fit.h"\n',
            "src/time/a.c": '/* time(NULL) */ "exit(1)";\n'}
    bad = {"src/base/x.c": '#include "store/sql.h"\n',
           "src/base/y.c": '#include "knotwork/store.h"\n',
           "src/base/json_out.h": "#include <igraph/igraph.h>\n",
           "src/cli/z.c": "#  include <sqlite3.h>\n",
           "src/cli/t.c": '#include "train/fit.h"\n',
           "src/time/up.c": '#include "../base/map.h"\n',
           "src/time/clock.c": "int t = time(NULL);\n",
           "include/knotwork/time.h": '#include "base/map.h"\n'}
    for path, text in good.items():
        assert not list(problems_of(pathlib.PurePath(path), text)), path
    for path, text in bad.items():
        assert len(list(problems_of(pathlib.PurePath(path), text))) == 1, path


def main():
    check_the_check()
    root = pathlib.Path(sys.argv[1])
    paths = sorted(
        path.relative_to(root)
        for folder in ("include", "src")
        for path in (root / folder).rglob("*.[ch]")
    )
    problems = [problem for path in paths
                for problem in problems_of(path, (root / path).read_text())]
    print("\n".join(problems) or f"{len(paths)} files keep to their rooms")
    return len(paths) < 50 or bool(problems)


if __name__ == "__main__":
    sys.exit(main())
