"""Python: threads that count, one that writes a file, a subprocess behind a pipe, an exception handler, a big dictionary.

Probes: yes
"""
import hashlib
import os
import subprocess
import sys
import threading
import time

directory = sys.argv[1]
os.chdir(directory)
null = os.open("/dev/null", os.O_RDWR)
for stream in range(3):
    os.dup2(null, stream)
os.closerange(3, 256)


def put(name, text):
    with open(name + ".tmp", "w") as file:
        file.write(text)
    os.rename(name + ".tmp", name)


def verdict(text):
    put("result", text + "\n")
    os._exit(0)


def check(condition, text):
    if not condition:
        verdict("FAIL " + text)


counters = [0] * 4
stop = threading.Event()
lines = [0]
table = {number: hashlib.sha256(str(number).encode()).hexdigest() for number in range(20000)}


def count(index):
    while not stop.is_set():
        counters[index] += 1
        if index % 2:
            time.sleep(0.001)
        else:
            stop.wait(0.002)


def write():
    with open("lines", "w", buffering=1) as file:
        while not stop.is_set():
            file.write("line %d\n" % lines[0])
            lines[0] += 1
            time.sleep(0.002)


echo = subprocess.Popen(
    [sys.executable, "-u", "-c", "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True)"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
threads = [threading.Thread(target=count, args=(index,)) for index in range(4)] + [threading.Thread(target=write)]
for thread in threads:
    thread.start()
questions = 0


def probe():
    global questions
    questions += 1
    echo.stdin.write("question %d\n" % questions)
    echo.stdin.flush()
    check(echo.stdout.readline().strip() == ("question %d" % questions)[::-1], "the subprocess does not answer")
    before = list(counters) + [lines[0]]
    for _ in range(5000):
        if all(now > then for now, then in zip(list(counters) + [lines[0]], before)):
            break
        time.sleep(0.002)
    else:
        check(False, "a thread no longer counts: %s, were %s" % (counters, before))
    for number in range(0, 20000, 7):
        check(table[number] == hashlib.sha256(str(number).encode()).hexdigest(), "the table differs at %d" % number)


probe()
put("ready", "%d\n" % os.getpid())
began = time.monotonic()
while not os.path.exists("go"):
    if os.path.exists("probe"):
        probe()
        os.rename("probe", "probed")
    time.sleep(0.01)
    if time.monotonic() - began > 900:
        os._exit(4)
probe()
stop.set()
for thread in threads:
    thread.join()
with open("lines") as file:
    check(file.read().splitlines() == ["line %d" % number for number in range(lines[0])], "the file has lost lines")
echo.stdin.close()
check(echo.wait() == 0, "the subprocess ends badly")
verdict("PASS")
