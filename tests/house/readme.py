#!/usr/bin/env python3
"""The README's console blocks are true: every `$ command` in them prints what stands below it.

    readme.py PROGRAM README ARTICLES          compares
    UPDATE=1 readme.py PROGRAM README ARTICLES rewrites the README

The commands run in the order they stand, in one scratch folder that holds a copy of ARTICLES as `articles`
and has PROGRAM on its path as `knotwork`. A block is what stands between ```console and ```.
"""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile


def run(command, folder, env):
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    if done.returncode >= 126:
        sys.exit(f"readme.py: '{command}' cannot be run: {done.stdout.decode()}")
    return done.stdout.decode()


def replay(block, folder, env):
    """The block with the output of its commands as it is now."""
    lines, out = block.splitlines(), []
    for line in lines:
        if line.startswith("$ "):
            out += [line] + [x.rstrip() for x in run(line[2:], folder, env).splitlines()]
    return "\n".join(out) + "\n"


def main(program, readme, articles):
    with open(readme, encoding="utf-8") as f:
        text = f.read()
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "bin"))
        os.symlink(os.path.abspath(program), os.path.join(folder, "bin", "knotwork"))
        shutil.copytree(articles, os.path.join(folder, "articles"))
        env = dict(os.environ, PATH=os.path.join(folder, "bin") + os.pathsep + os.environ["PATH"], LC_ALL="C.UTF-8")
        now, count = re.subn(r"(?<=^```console\n)(.*?)(?=^```$)", lambda m: replay(m.group(1), folder, env), text,
                             flags=re.S | re.M)
    if count == 0:
        sys.exit("readme.py: no console block in the README")
    if os.environ.get("UPDATE"):
        with open(readme, "w", encoding="utf-8") as f:
            f.write(now)
    elif now != text:
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), now.splitlines(True), "README", "now"))
        sys.exit("readme.py: the README shows other output than the program (UPDATE=1 rewrites it)")


if __name__ == "__main__":
    main(*sys.argv[1:])
