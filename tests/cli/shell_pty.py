#!/usr/bin/env python3
"""shell_pty.py PROGRAM STORE_INPUT: the shell on a terminal: Tab completes, lines are kept, Ctrl-C ends a
question or drops a line.

What completion makes of a line is seen in what the line then does.
"""
import os
import pty
import select
import subprocess
import sys
import tempfile
import time

WAIT = 60  # seconds; a busy machine is slow
PROMPT = "\nknotwork> "  # where a line begins; editing writes it again after a return only


class Shell:
    def __init__(self, program, folder, *options):
        env = dict(os.environ, TERM="dumb", HOME=folder, LC_ALL="C.UTF-8", XDG_STATE_HOME=os.path.join(folder, "state"))
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(program, ["knotwork", "shell", "--format", "csv", *options], env)
        self.seen = ""
        self.until(PROMPT)

    def until(self, text):
        """Reads until `text` came, and gives what came up to there."""
        while text not in self.seen:
            ready, _, _ = select.select([self.terminal], [], [], WAIT)
            try:
                new = os.read(self.terminal, 4096).decode("utf-8", "replace") if ready else ""
            except OSError:
                new = ""
            if not new:
                sys.exit(f"shell_pty.py: no {text!r} in {self.seen!r}")
            self.seen += new
        before, self.seen = self.seen.split(text, 1)
        return before

    def type(self, text):
        os.write(self.terminal, text.encode())

    def ask(self, line, answer):
        """Waits for an answer that begins a line, then for the next prompt."""
        self.type(line + "\r")
        self.until("\r\n" + answer)
        self.until(PROMPT)

    def drop(self):
        """Ctrl-C drops the line that is being read; one that comes a moment before that is lost, so it comes again."""
        while "^C" not in self.seen:
            self.type("\x03")
            if select.select([self.terminal], [], [], 1)[0]:
                self.seen += os.read(self.terminal, 4096).decode("utf-8", "replace")
        self.until("^C")
        self.until(PROMPT)

    def interrupt(self, question):
        """Ctrl-C ends the question, not the shell. One that comes before it has begun drops the line: then once more."""
        told = ""
        while "knotwork: interrupted" not in told:
            self.type(question + "\r")
            time.sleep(0.5)
            self.type("\x03")
            told = self.until(PROMPT)

    def end(self):
        self.type(".quit\r")
        _, status = os.waitpid(self.pid, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status)


def complete(shell):
    shell.ask("ent\t--typ\ttoo\t--col\tkey,kind", "nightjar,spyware")      # commands, options
    shell.ask('show "nightj\t--section ent\t--columns name', "Nightjar")    # a name in quotes, values
    shell.ask("show nightj\t--section aliases -c kind", "name")             # a name without
    shell.ask('show "KESTREL s\t--section entity -c key', "kestrel systems")   # whatever the case
    shell.ask("mat\t(n:to\t) ret\tn.na\t;", "Nightjar")                     # keywords, labels, properties
    shell.ask("MATCH ()-[r:mak\t]->() RETURN r.pola\t AS sign;", "sign")     # types
    shell.type("show kestrel\t\t")
    shell.until("Kestrel Systems  Kestrel Aviation\r\n")                       # several: they are listed
    shell.drop()
    shell.type(".mo\tjsonl\r")
    shell.until(PROMPT)
    shell.ask("RETURN 'kept' AS a;", '{"a":"kept"}')


ENDLESS = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(*);",
    "SELECT count(*) FROM (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r);",
)


def main(program, documents):
    program = os.path.abspath(program)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "build", "--quiet", os.path.abspath(documents)], cwd=folder, check=True)
        kept = os.path.join(folder, "state", "knotwork", "history")
        shell = Shell(program, folder, "--no-history")
        shell.ask("RETURN 'first' AS a;", "first")
        for question in ENDLESS:
            shell.interrupt(question)
            shell.ask("RETURN 'goes on' AS a;", "goes on")
        assert shell.end() == 0
        assert not os.path.exists(os.path.dirname(kept)), "--no-history wrote something"
        shell = Shell(program, folder)
        complete(shell)
        assert shell.end() == 0
        assert os.stat(kept).st_mode & 0o077 == 0, "others can read the history"
        shell = Shell(program, folder)
        shell.ask("\x1b[A\x1b[A", "a\r\nkept")          # the arrow up: the last line of the session before
        assert shell.end() == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
