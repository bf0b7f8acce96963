"""The sample program of `stasis demo`: three processes and a second thread, which count in memory, in a file, through a
pipe and through a socket. Each counter has a file in the directory that the program is given; a break in a sequence is
shown as -1."""
import os
import socket
import struct
import sys
import threading
import time

TICK = 0.01
NUMBER = struct.Struct("=q")


def board(directory, name):
    return os.open(os.path.join(directory, name), os.O_RDWR | os.O_CREAT, 0o600)


def show(fd, number):
    os.pwrite(fd, b"%d\n" % number, 0)


def receive(read):
    data = b""
    while len(data) < NUMBER.size:
        more = read(NUMBER.size - len(data))
        if not more:
            os._exit(0)
        data += more
    return NUMBER.unpack(data)[0]


def follow(fd, read, answer):
    """Takes numbers, which must come without a gap."""
    last = 0
    while True:
        number = receive(read)
        if number != last + 1:
            show(fd, -1)
            os._exit(1)
        last = number
        show(fd, last)
        answer(number)


def count_in_a_thread(fd):
    number = 0
    while True:
        number += 1
        show(fd, number)
        time.sleep(TICK)


def main(directory):
    os.setsid()
    pipe_out, pipe_in = os.pipe()
    ours, theirs = socket.socketpair()
    pids = [os.getpid()]
    pids.append(os.fork())
    if pids[-1] == 0:
        os.close(pipe_in)
        ours.close()
        theirs.close()
        follow(board(directory, "pipe"), lambda size: os.read(pipe_out, size), lambda number: None)
    pids.append(os.fork())
    if pids[-1] == 0:
        os.close(pipe_in)
        os.close(pipe_out)
        ours.close()
        follow(board(directory, "socket"), theirs.recv, lambda number: theirs.sendall(NUMBER.pack(number)))
    os.close(pipe_out)
    theirs.close()
    threading.Thread(target=count_in_a_thread, args=(board(directory, "thread"),), daemon=True).start()
    memory_board = board(directory, "memory")
    file = board(directory, "file")
    show(file, 0)
    with open(os.path.join(directory, "pids"), "w") as list_of_pids:
        list_of_pids.write(" ".join(map(str, pids)) + "\n")
    number = 0
    while True:
        number += 1
        show(memory_board, number)
        show(file, int(os.pread(file, 20, 0)) + 1)
        os.write(pipe_in, NUMBER.pack(number))
        ours.sendall(NUMBER.pack(number))
        if receive(ours.recv) != number:
            show(memory_board, -1)
            return
        time.sleep(TICK)


main(sys.argv[1])
