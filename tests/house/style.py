#!/usr/bin/env python3
"""style.py ROOT - fails when a file breaks a rule of the house that a machine can see."""
import re
import sys
from pathlib import Path

LONGEST_FILE = 800      # lines; aim for 600. Tests may hold long tables:
LONGEST_TEST = 1200
LONGEST_FUNCTION = 80   # lines; aim for 15, stop at 60
WIDEST_LINE = 100       # columns; the formatter keeps 90 where it can
FOLDERS = ("src", "include", "tests", "tools")
CODE = (".c", ".h")
TEXT = CODE + (".py", ".sh", ".build", ".md", ".sql", ".re", ".y", ".S")

# Paths of the machine a file was written on.
LOCAL = re.compile(r"(?<![\w.~$}])/(?:" + "|".join(["work", "home", "root", "Users", "mnt"]) +
                   r")/\w")
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')


def blank(match):
    """Keeps the lines of what it hides."""
    return "\n" * match.group(0).count("\n")


def code_only(text):
    """`text` without block comments, strings and characters."""
    both = re.compile(r"/\*.*?\*/|" + STRING.pattern, re.S)
    return both.sub(blank, text)


def functions(text):
    """(first line, length) of each function body, by its braces in the first column."""
    start = None
    for number, line in enumerate(text.splitlines(), 1):
        if line == "{":
            start = number
        elif line.startswith("}") and start is not None:
            yield start, number - start + 1
            start = None


def c_rules(path, text):
    code = code_only(text)
    for number, line in enumerate(code.splitlines(), 1):
        if "//" in line:
            yield f"{path}:{number}: a // comment"
        if re.search(r"\bgoto\s+(?!done\b)", line):
            yield f"{path}:{number}: goto to another label than done"
        if not path.startswith("tests/") and re.search(
                r"\b(?:strcpy|strcat|sprintf|vsprintf|gets|system|popen)\s*\(", line):
            yield f"{path}:{number}: a call without a bound, or to a shell"
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line:
            yield f"{path}:{number}: a tab"
        if len(line) > WIDEST_LINE:
            yield f"{path}:{number}: wider than {WIDEST_LINE} columns"
    for number, length in functions(text):
        if length > LONGEST_FUNCTION and not path.startswith("tests/"):
            yield f"{path}:{number}: a function of {length} lines"


def complaints(path, text):
    longest = LONGEST_TEST if path.startswith("tests/") else LONGEST_FILE
    if text.count("\n") > longest:
        yield f"{path}: longer than {longest} lines"
    for number, line in enumerate(text.splitlines(), 1):
        if line != line.rstrip():
            yield f"{path}:{number}: white space at the end"
        if LOCAL.search(line):
            yield f"{path}:{number}: an absolute path"
    if text and not text.endswith("\n"):
        yield f"{path}: no line end at the end"
    if path.endswith(CODE):
        yield from c_rules(path, text)


def check_the_check():
    """A check that finds nothing must be able to find something."""
    good = '/* see "http://x" // */\nint f(void)\n{\n    return \'"\' + "//"[0];\n}\n'
    assert not list(complaints("a.c", good)), list(complaints("a.c", good))
    long = "int f(void)\n{\n" + "    g();\n" * LONGEST_FUNCTION + "}\n"
    for bad in ("int a; // b\n", "\tint a;\n", "int a; \n", long, "int a;", "goto out;\n",
                "int a;\n" * (LONGEST_FILE + 1), 'open("/' + 'home/me/x");\n',
                "strcpy(a, b);\n", "x" * (WIDEST_LINE + 1) + "\n"):
        assert len(list(complaints("a.c", bad))) == 1, bad[:20]


def main():
    check_the_check()
    root, found, count = Path(sys.argv[1]), [], 0
    paths = [p for folder in FOLDERS for p in (root / folder).rglob("*")]
    paths += [p for p in root.iterdir()]
    for path in sorted(p for p in paths if p.is_file() and p.suffix in TEXT):
        name = path.relative_to(root).as_posix()
        found += complaints(name, path.read_text(encoding="utf-8", errors="replace"))
        count += 1
    print("\n".join(found) or f"{count} files keep the rules")
    return 1 if found or not count else 0


if __name__ == "__main__":
    sys.exit(main())
