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
