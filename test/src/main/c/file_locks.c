/*
 * Locks on files of each kind, as fdinfo shows them, and that they still keep others out.
 *
 * Options: --file-locks
 */
#include "workload.h"
#include <sys/file.h>

/* The lines "lock:" of a descriptor. */
static void locks(int fd, char *text, size_t size)
{
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", fd);
    FILE *info = fopen(path, "r");
    text[0] = 0;
    while (info && fgets(line, sizeof line, info))
        if (!strncmp(line, "lock:", 5)) strncat(text, line, size - strlen(text) - 1);
    if (info) fclose(info);
}

static int take(int fd, int command, int type, long start, long length)
{
    struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
    return fcntl(fd, command, &lock);
}

int main(int argc, char **argv)
{
    w_start(argc, argv);
    char before[4][1024], after[1024];
    int fd[4];
    for (int i = 0; i < 4; i++) {
        char name[] = "file0";
        name[4] += i;
        fd[i] = MUST(open(name, (i == 3 ? O_RDONLY : O_RDWR) | O_CREAT, 0644));
    }
    MUST(take(fd[0], F_SETLK, F_WRLCK, 5, 10));
    MUST(take(fd[0], F_SETLK, F_RDLCK, 100, 0));
    MUST(flock(fd[1], LOCK_EX));
    MUST(take(fd[2], F_OFD_SETLK, F_RDLCK, 3, 4));
    MUST(fcntl(fd[3], F_SETLEASE, F_RDLCK));
    MUST(dup2(fd[0], 77));
    pid_t child = w_fork();
    if (!child) {
        w_await("checked");
        int own = MUST(open("file0", O_RDWR)), other = MUST(open("file1", O_RDWR));
        CHECK(take(own, F_SETLK, F_RDLCK, 14, 1) < 0 && errno == EAGAIN, "the process's lock keeps nobody out");
        CHECK(!take(own, F_SETLK, F_WRLCK, 15, 1), "the process's lock is longer than it was");
        CHECK(flock(other, LOCK_SH | LOCK_NB) < 0 && errno == EWOULDBLOCK, "flock keeps nobody out");
        CHECK(!flock(fd[1], LOCK_EX | LOCK_NB), "flock is no longer the open file's");
        CHECK(!take(fd[2], F_OFD_SETLK, F_WRLCK, 3, 4), "the open file's lock is no longer the open file's");
        _exit(0);
    }
    for (int i = 0; i < 4; i++) locks(fd[i], before[i], sizeof before[i]);
    w_ready();
    w_wait();

    if (w_damage()) MUST(flock(fd[1], LOCK_UN));
    for (int i = 0; i < 4; i++) {
        locks(fd[i], after, sizeof after);
        CHECK(before[i][0] && !strcmp(before[i], after), "locks of file %d were\n%sand are\n%s", i, before[i], after);
    }
    w_mark("checked");
    w_join(child);
    w_pass();
}
