# Ctrl-C keeps what was done and ends with 130; the next build goes on.
document() {
    echo "{\"id\":\"$1\",\"text\":\"Iran sued Iraq.\"}"
}
cat >interrupt.py <<'END'
import fcntl, signal, struct, subprocess, termios, time
def document(n):
    return b'{"id":"%d","text":"Iran sued Iraq."}\n' % n
build = subprocess.Popen(["knotwork", "build", "-q", "-j", "1", "-"], stdin=subprocess.PIPE)
build.stdin.write(b"".join(map(document, range(1, 4))))
build.stdin.flush()
waiting = b"\1\0\0\0"
while waiting != b"\0\0\0\0": # until it has read them
    time.sleep(0.01)
    waiting = fcntl.ioctl(build.stdin, termios.FIONREAD, b"\0\0\0\0")
build.send_signal(signal.SIGINT)
time.sleep(0.1)
try:
    build.stdin.write(b"".join(map(document, range(4, 7))))
    build.stdin.close()
except BrokenPipeError:
    pass
print("exit", build.wait())
END
python3 interrupt.py
for n in 1 2 3 4 5 6; do document $n; done | knotwork build --quiet -
knotwork documents --format csv | wc -l
knotwork verify -q || echo "exit $?"
echo "--- one that its caller told not to listen listens not"
cat >ignored.py <<'END'
import signal, subprocess
signal.signal(signal.SIGINT, signal.SIG_IGN)
build = subprocess.Popen(["knotwork", "build", "-q", "-s", "other.db", "-"],
                         stdin=subprocess.PIPE, restore_signals=False)
build.send_signal(signal.SIGINT)
build.communicate(b'{"id":"1","text":"Iran sued Iraq."}\n')
print("exit", build.returncode)
END
python3 ignored.py
echo "--- a decision is made whole or not at all: Ctrl-C, kill -9, at any moment"
cat >curate.py <<'END'
import os, shutil, signal, subprocess, time
def run(*words):
    return subprocess.run(["knotwork", *words], capture_output=True)
def dump():
    return run("dump", "-s", "c.db").stdout
def read():
    return open("c.curation").read() if os.path.exists("c.curation") else ""
text = "".join('{"id":"%d","text":"Iran sued Iraq. Kestrel Group met Kestrel Air in Doha."}\n' % n for n in range(60))
subprocess.run(["knotwork", "build", "-q", "-s", "c.db", "-"], input=text.encode(), check=True)
shutil.copy("c.db", "before.db")
plain = dump()
run("curate", "-s", "c.db", "split", "country/IR", "7", "8")  # derives all anew: there is time to be stopped
decided, decision = dump(), read()
assert plain != decided and "split" in decision
ends = set()
for how in (signal.SIGINT, signal.SIGKILL):
    for step in range(8):
        shutil.copy("before.db", "c.db")
        os.path.exists("c.curation") and os.unlink("c.curation")
        work = subprocess.Popen(["knotwork", "curate", "-s", "c.db", "split", "country/IR", "7", "8"],
                                stderr=subprocess.DEVNULL)
        time.sleep(0.004 * step)
        work.send_signal(how)
        end = work.wait()
        ends.add(end)
        assert end in (0, 130, -how), end
        assert read() in ("", decision), read()
        if end in (0, 130):
            assert dump() == (decided if end == 0 else plain) and bool(read()) == (end == 0)
        run("resolve", "-s", "c.db")  # the next one goes on from there
        assert dump() == (decided if read() else plain)
        assert run("check", "-s", "c.db").returncode == 0
print("sound")
END
/usr/bin/python3 curate.py
echo "--- a build that is killed: what was committed is there, and the next one goes on"
cat >killed.py <<'END'
import json, os, subprocess, time
def run(*words):
    return subprocess.run(["knotwork", *words], capture_output=True)
names = "Iran Iraq Japan France Mexico Israel China Russia".split()
with open("many.jsonl", "w") as file:  # several transactions of it
    for n in range(300):
        a, b, c = (names[(n * k + n // 7) % 8] for k in (1, 3, 5))
        print(json.dumps({"id": str(n), "source": f"s{n % 9}", "text": f"{a} sued {b}. Kestrel {n % 50} Ltd met Nightjar {n % 30} Group in {c}."}), file=file)
begun = time.monotonic()
run("build", "-q", "-s", "whole.db", "many.jsonl")
took = time.monotonic() - begun
expected = run("dump", "-s", "whole.db").stdout
for step in range(5):
    for ending in ("", "-wal", "-shm"):
        os.path.exists("k.db" + ending) and os.unlink("k.db" + ending)
    work = subprocess.Popen(["knotwork", "build", "-q", "-s", "k.db", "many.jsonl"])
    time.sleep(took * (step + 0.5) / 5)
    work.kill()
    work.wait()
    left = run("documents", "-s", "k.db", "--format", "jsonl")
    assert left.returncode in (0, 1) or not os.path.exists("k.db") or os.path.getsize("k.db") == 0, left.stderr
    assert run("build", "-q", "-s", "k.db", "many.jsonl").returncode == 0
    assert run("dump", "-s", "k.db").stdout == expected
assert len(expected) > 50000 and run("check", "-s", "k.db").returncode == 0
print("sound")
END
/usr/bin/python3 killed.py
