/* Named pipes: data in one held by both ends, one opened for reading and writing. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    char data[64];
    MUST(mkfifo("one", 0640));
    MUST(mkfifo("two", 0600));
    int reader = MUST(open("one", O_RDONLY | O_NONBLOCK)), writer = MUST(open("one", O_WRONLY | O_CLOEXEC));
    int both = MUST(open("two", O_RDWR));
    MUST(write(writer, "first in", 8));
    MUST(write(both, "both ways", 9));
    w_ready();
    w_wait();

    if (w_damage()) MUST(read(both, data, 1));
    CHECK(read(reader, data, sizeof data) == 8 && !memcmp(data, "first in", 8), "the data of one differs");
    CHECK(read(reader, data, sizeof data) == -1 && errno == EAGAIN, "O_NONBLOCK was lost");
    CHECK(fcntl(writer, F_GETFD) == FD_CLOEXEC, "FD_CLOEXEC was lost");
    CHECK((fcntl(both, F_GETFL) & O_ACCMODE) == O_RDWR, "two is not open for both");
    CHECK(read(both, data, sizeof data) == 9 && !memcmp(data, "both ways", 9), "the data of two differs");
    int another = MUST(open("one", O_WRONLY | O_NONBLOCK)); /* the name still leads to the same pipe */
    MUST(write(another, "!", 1));
    CHECK(read(reader, data, 1) == 1 && data[0] == '!', "the name leads elsewhere");
    close(another);
    close(writer);
    CHECK(read(reader, data, 1) == 0, "no end of file after the last writer");
    struct stat status;
    MUST(stat("one", &status));
    CHECK(S_ISFIFO(status.st_mode) && (status.st_mode & 0777) == 0640, "the mode of one is %o", status.st_mode);
    w_pass();
}
