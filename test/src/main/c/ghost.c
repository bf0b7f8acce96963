/* Files without a name: unlinked, unlinked and mapped, held twice, in a directory that is gone too. */
#include "workload.h"

int main(int argc, char **argv)
{
    w_start(argc, argv);
    static uint8_t data[3 * PAGE];
    int plain = MUST(open("plain", O_RDWR | O_CREAT | O_APPEND, 0640)), mapped = MUST(open("mapped", O_RDWR | O_CREAT, 0600));
    int sparse = MUST(open("sparse", O_RDWR | O_CREAT, 0600));
    w_fill(data, sizeof data, 5);
    MUST(write(plain, data, 5000));
    MUST(lseek(plain, 100, SEEK_SET));
    int second = MUST(open("plain", O_RDONLY));
    MUST(lseek(second, 200, SEEK_SET));
    MUST(fchown(plain, 12, 34));
    MUST(write(mapped, data, sizeof data));
    uint8_t *shared = MUST(mmap(NULL, sizeof data, PROT_READ | PROT_WRITE, MAP_SHARED, mapped, 0));
    uint8_t *copied = MUST(mmap(NULL, sizeof data, PROT_READ | PROT_WRITE, MAP_PRIVATE, mapped, 0));
    copied[PAGE] ^= 0xff;
    close(mapped);
    MUST(pwrite(sparse, "end", 3, 1 << 20));
    MUST(unlink("plain")), MUST(unlink("mapped")), MUST(unlink("sparse"));
    w_ready();
    w_wait();

    static uint8_t got[3 * PAGE];
    if (w_damage()) MUST(pwrite(sparse, "x", 1, 5000));
    struct stat status, other;
    MUST(fstat(plain, &status));
    MUST(fstat(second, &other));
    CHECK(status.st_ino == other.st_ino && status.st_dev == other.st_dev, "the two descriptors lead to different files");
    CHECK(status.st_nlink == 0, "the file has a name: nlink %lu", status.st_nlink);
    CHECK(status.st_size == 5000 && (status.st_mode & 0777) == 0640, "size %ld, mode %o", status.st_size, status.st_mode);
    CHECK(status.st_uid == 12 && status.st_gid == 34, "its owner is %d:%d", status.st_uid, status.st_gid);
    CHECK(lseek(plain, 0, SEEK_CUR) == 100 && lseek(second, 0, SEEK_CUR) == 200, "the offsets differ");
    CHECK(fcntl(plain, F_GETFL) & O_APPEND, "O_APPEND was lost");
    CHECK(pread(plain, got, 5000, 0) == 5000 && w_differs(got, 5000, 5) < 0, "the contents differ");
    MUST(write(plain, "tail", 4));
    CHECK(pread(second, got, 10, 5000) == 4 && !memcmp(got, "tail", 4), "what one writes the other does not read");
    CHECK(w_differs(shared, sizeof data, 5) < 0, "the shared mapping differs");
    CHECK((copied[PAGE] ^ data[PAGE]) == 0xff, "the private copy is lost");
    copied[PAGE] ^= 0xff;
    CHECK(w_differs(copied, sizeof data, 5) < 0, "the private mapping differs");
    shared[2 * PAGE] = 77;
    CHECK(copied[2 * PAGE] == 77, "the mappings are no longer of one file");
    MUST(fstat(sparse, &status));
    CHECK(status.st_size == (1 << 20) + 3, "the sparse file's size is %ld", status.st_size);
    CHECK(pread(sparse, got, 3, 1 << 20) == 3 && !memcmp(got, "end", 3), "the sparse file's end differs");
    CHECK(pread(sparse, got, PAGE, PAGE) == (ssize_t)PAGE, "the hole cannot be read");
    for (size_t i = 0; i < PAGE; i++) CHECK(!got[i], "the hole is not zero");
    CHECK(access("plain", F_OK) && access("mapped", F_OK) && access("sparse", F_OK), "a name has come back");
    w_pass();
}
