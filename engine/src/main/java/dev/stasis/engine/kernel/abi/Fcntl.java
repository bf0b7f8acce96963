package dev.stasis.engine.kernel.abi;

/** Opening, duplicating and locking files: linux/fcntl.h, asm-generic/fcntl.h, linux/close_range.h and the SEEK_* of linux/fs.h. "since" names the first kernel. */
public final class Fcntl {
    // Access modes and flags of open(2)
    public static final int O_ACCMODE = 3;
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_NOCTTY = 0x100;
    public static final int O_TRUNC = 0x200;
    public static final int O_APPEND = 0x400;
    public static final int O_NONBLOCK = 0x800;
    public static final int O_DSYNC = 0x1000;
    public static final int FASYNC = 0x2000;
    public static final int O_DIRECT = 0x4000;
    public static final int O_LARGEFILE = 0x8000;
    public static final int O_DIRECTORY = 0x10000;
    public static final int O_NOFOLLOW = 0x20000;
    public static final int O_NOATIME = 0x40000;
    public static final int O_CLOEXEC = 0x80000;
    public static final int O_SYNC = 0x101000;
    public static final int O_PATH = 0x200000;
    public static final int O_TMPFILE = 0x410000; // since 3.11

    // Commands of fcntl(2)
    public static final int F_DUPFD = 0;
    public static final int F_GETFD = 1;
    public static final int F_SETFD = 2;
    public static final int F_GETFL = 3;
    public static final int F_SETFL = 4;
    public static final int F_GETLK = 5;
    public static final int F_SETLK = 6;
    public static final int F_SETLKW = 7;
    public static final int F_SETOWN = 8;
    public static final int F_GETOWN = 9;
    public static final int F_SETSIG = 10;
    public static final int F_GETSIG = 11;
    public static final int F_SETOWN_EX = 15;
    public static final int F_GETOWN_EX = 16;
    public static final int F_GETOWNER_UIDS = 17;
    public static final int F_OFD_GETLK = 36; // since 3.15
    public static final int F_OFD_SETLK = 37; // since 3.15
    public static final int F_OFD_SETLKW = 38; // since 3.15
    public static final int F_SETLEASE = 1024;
    public static final int F_GETLEASE = 1025;
    public static final int F_NOTIFY = 1026;
    public static final int F_DUPFD_CLOEXEC = 1030;
    public static final int F_SETPIPE_SZ = 1031;
    public static final int F_GETPIPE_SZ = 1032;
    public static final int F_ADD_SEALS = 1033; // since 3.17
    public static final int F_GET_SEALS = 1034; // since 3.17
    public static final int F_GET_RW_HINT = 1035; // since 4.13
    public static final int F_SET_RW_HINT = 1036; // since 4.13
    public static final int F_GET_FILE_RW_HINT = 1037; // since 4.13
    public static final int F_SET_FILE_RW_HINT = 1038; // since 4.13
    public static final int F_DUPFD_QUERY = 1027; // since 6.10
    public static final int F_CREATED_QUERY = 1028; // since 6.12
    public static final int FD_CLOEXEC = 1;

    // Lock types of struct flock, and operations of flock(2)
    public static final int F_RDLCK = 0;
    public static final int F_WRLCK = 1;
    public static final int F_UNLCK = 2;
    public static final int LOCK_SH = 1;
    public static final int LOCK_EX = 2;
    public static final int LOCK_NB = 4;
    public static final int LOCK_UN = 8;
    public static final int LOCK_MAND = 32;
    public static final int LOCK_READ = 64;
    public static final int LOCK_WRITE = 128;
    public static final int LOCK_RW = 192;

    // Owner types of struct f_owner_ex
    public static final int F_OWNER_TID = 0;
    public static final int F_OWNER_PID = 1;
    public static final int F_OWNER_PGRP = 2;

    // Seals of a memfd
    public static final int F_SEAL_SEAL = 1;
    public static final int F_SEAL_SHRINK = 2;
    public static final int F_SEAL_GROW = 4;
    public static final int F_SEAL_WRITE = 8;
    public static final int F_SEAL_FUTURE_WRITE = 0x10; // since 5.1
    public static final int F_SEAL_EXEC = 0x20; // since 6.3

    // Events of F_NOTIFY
    public static final int DN_ACCESS = 1;
    public static final int DN_MODIFY = 2;
    public static final int DN_CREATE = 4;
    public static final int DN_DELETE = 8;
    public static final int DN_RENAME = 0x10;
    public static final int DN_ATTRIB = 0x20;
    public static final long DN_MULTISHOT = 0x80000000L;

    // The *at calls
    public static final int AT_FDCWD = -100;
    public static final int AT_SYMLINK_NOFOLLOW = 0x100;
    public static final int AT_EACCESS = 0x200;
    public static final int AT_REMOVEDIR = 0x200;
    public static final int AT_SYMLINK_FOLLOW = 0x400;
    public static final int AT_NO_AUTOMOUNT = 0x800;
    public static final int AT_EMPTY_PATH = 0x1000;
    public static final int AT_STATX_SYNC_TYPE = 0x6000; // since 4.11
    public static final int AT_STATX_FORCE_SYNC = 0x2000; // since 4.11
    public static final int AT_STATX_DONT_SYNC = 0x4000; // since 4.11
    public static final int AT_RECURSIVE = 0x8000; // since 5.2
    public static final int AT_HANDLE_FID = 0x200; // since 6.5

    // close_range(2)
    public static final int CLOSE_RANGE_UNSHARE = 2; // since 5.9
    public static final int CLOSE_RANGE_CLOEXEC = 4; // since 5.11

    // lseek(2)
    public static final int SEEK_SET = 0;
    public static final int SEEK_CUR = 1;
    public static final int SEEK_END = 2;
    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;

    // renameat2(2)
    public static final int RENAME_NOREPLACE = 1; // since 3.15
    public static final int RENAME_EXCHANGE = 2; // since 3.15
    public static final int RENAME_WHITEOUT = 4; // since 3.18

    private Fcntl() {}
}
