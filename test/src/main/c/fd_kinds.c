/* Descriptors of many sorts: directory, devices, read-only and write-only files, flags, owner and signal, gaps, a thousand. */
#include "workload.h"
#include <dirent.h>
#include <sys/resource.h>

#define MANY 500

int main(int argc, char **argv)
{
    w_start(argc, argv);
    char text[8] = "";
    MUST(mkdir("folder", 0755));
    int directory = MUST(open("folder", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    int null = MUST(open("/dev/null", O_WRONLY)), zero = MUST(open("/dev/zero", O_RDONLY)), random = MUST(open("/dev/urandom", O_RDONLY));
    int writer = MUST(open("file", O_WRONLY | O_CREAT | O_APPEND | O_SYNC, 0600)), reader = MUST(open("file", O_RDONLY | O_NOATIME));
    MUST(write(writer, "abc", 3));
    MUST(fcntl(reader, F_SETOWN, getpid()));
    MUST(fcntl(reader, F_SETSIG, SIGRTMIN + 1));
    int path = MUST(open("folder", O_PATH));
    int far = MUST(dup2(reader, 900));
    static int many[MANY];
    for (int i = 0; i < MANY; i++) {
        char name[32];
        snprintf(name, sizeof name, "folder/%d", i);
        many[i] = MUST(open(name, O_RDWR | O_CREAT, 0644));
        MUST(pwrite(many[i], &i, sizeof i, 0));
        MUST(lseek(many[i], i, SEEK_SET));
    }
    int readerFlags = fcntl(reader, F_GETFL), writerFlags = fcntl(writer, F_GETFL);
    w_ready();
    w_wait();

    if (w_damage()) MUST(lseek(many[MANY / 2], 0, SEEK_SET));
    CHECK(openat(directory, "../file", O_RDONLY) >= 0, "the directory leads elsewhere: %s", strerror(errno));
    CHECK(openat(path, "../file", O_RDONLY) >= 0, "the O_PATH descriptor leads elsewhere: %s", strerror(errno));
    CHECK(fcntl(path, F_GETFL) & O_PATH, "O_PATH was lost");
    CHECK(fcntl(directory, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    CHECK(write(null, "x", 1) == 1 && read(zero, text, 4) == 4 && !*(int *)text && read(random, text, 4) == 4, "a device fails");
    CHECK(fcntl(reader, F_GETFL) == readerFlags && fcntl(writer, F_GETFL) == writerFlags, "flags %o, were %o; %o, were %o",
          fcntl(reader, F_GETFL), readerFlags, fcntl(writer, F_GETFL), writerFlags);
    CHECK(fcntl(reader, F_GETOWN) == getpid(), "the owner is %d", fcntl(reader, F_GETOWN));
    CHECK(fcntl(reader, F_GETSIG) == SIGRTMIN + 1, "the signal is %d", fcntl(reader, F_GETSIG));
    CHECK(read(reader, text, 3) == 3 && !memcmp(text, "abc", 3), "the file's contents differ");
    CHECK(lseek(far, 0, SEEK_CUR) == 3, "descriptor 900 is another file");
    CHECK(read(writer, text, 1) == -1 && errno == EBADF, "the writer can read");
    for (int i = 0; i < MANY; i++) {
        int value = -1;
        CHECK(lseek(many[i], 0, SEEK_CUR) == i, "the offset of file %d differs", i);
        CHECK(pread(many[i], &value, sizeof value, 0) == sizeof value && value == i, "file %d holds %d", i, value);
    }
    int entries = 0;
    DIR *listing = opendir("/proc/self/fd");
    while (readdir(listing)) entries++;
    CHECK(entries == 2 + 3 + 8 + MANY + 1 + 2, "there are %d descriptors", entries - 3);
    w_pass();
}
