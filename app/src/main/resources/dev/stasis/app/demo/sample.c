/* The sample program of `stasis demo`, for machines without Python: three processes and a second thread, which count in
   memory, in a file, through a pipe and through a socket. Each counter has a file in the directory that the program is
   given; a break in a sequence is shown as -1. */
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const struct timespec tick = {0, 10000000};
static const char *directory;

static int board(const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  int fd = open(path, O_RDWR | O_CREAT, 0600);
  if (fd < 0) exit(1);
  return fd;
}

static void show(int fd, int64_t number) {
  char text[32];
  int length = snprintf(text, sizeof text, "%lld\n", (long long)number);
  if (pwrite(fd, text, length, 0) != length) exit(1);
}

static int64_t receive(int fd) {
  int64_t number;
  char *at = (char *)&number;
  size_t left = sizeof number;
  while (left > 0) {
    ssize_t more = read(fd, at, left);
    if (more <= 0) _exit(0);
    at += more;
    left -= more;
  }
  return number;
}

static void give(int fd, int64_t number) {
  if (write(fd, &number, sizeof number) != sizeof number) exit(1);
}

/* Takes numbers, which must come without a gap. */
static void follow(int out, int fd, int answer) {
  for (int64_t last = 0;;) {
    int64_t number = receive(fd);
    if (number != last + 1) {
      show(out, -1);
      _exit(1);
    }
    last = number;
    show(out, last);
    if (answer) give(fd, number);
  }
}

static void *count_in_a_thread(void *unused) {
  (void)unused;
  int fd = board("thread");
  for (int64_t number = 1;; number++) {
    show(fd, number);
    nanosleep(&tick, NULL);
  }
}

int main(int argc, char **argv) {
  int pipes[2], pair[2];
  pthread_t thread;
  if (argc != 2) return 2;
  directory = argv[1];
  setsid();
  if (pipe(pipes) || socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) return 1;
  pid_t first = fork();
  if (first == 0) {
    close(pipes[1]), close(pair[0]), close(pair[1]);
    follow(board("pipe"), pipes[0], 0);
  }
  pid_t second = fork();
  if (second == 0) {
    close(pipes[0]), close(pipes[1]), close(pair[0]);
    follow(board("socket"), pair[1], 1);
  }
  close(pipes[0]), close(pair[1]);
  if (pthread_create(&thread, NULL, count_in_a_thread, NULL)) return 1;
  int memory = board("memory"), file = board("file"), pids = board("pids");
  show(file, 0);
  dprintf(pids, "%d %d %d\n", getpid(), first, second);
  close(pids);
  for (int64_t number = 1;; number++) {
    char text[32] = {0};
    show(memory, number);
    if (pread(file, text, sizeof text - 1, 0) <= 0) return 1;
    show(file, strtoll(text, NULL, 10) + 1);
    give(pipes[1], number);
    give(pair[0], number);
    if (receive(pair[0]) != number) {
      show(memory, -1);
      return 1;
    }
    nanosleep(&tick, NULL);
  }
}
