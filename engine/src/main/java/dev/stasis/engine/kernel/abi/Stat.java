package dev.stasis.engine.kernel.abi;

/** Files' types and modes, statx(2): linux/stat.h. "since" names the first kernel. */
public final class Stat {
    // Type of st_mode
    public static final int S_IFMT = 0xf000;
    public static final int S_IFSOCK = 0xc000;
    public static final int S_IFLNK = 0xa000;
    public static final int S_IFREG = 0x8000;
    public static final int S_IFBLK = 0x6000;
    public static final int S_IFDIR = 0x4000;
    public static final int S_IFCHR = 0x2000;
    public static final int S_IFIFO = 0x1000;

    // Mode
    public static final int S_ISUID = 0x800;
    public static final int S_ISGID = 0x400;
    public static final int S_ISVTX = 0x200;
    public static final int S_IRWXU = 0x1c0;
    public static final int S_IRUSR = 0x100;
    public static final int S_IWUSR = 0x80;
    public static final int S_IXUSR = 0x40;
    public static final int S_IRWXG = 0x38;
    public static final int S_IRGRP = 0x20;
    public static final int S_IWGRP = 0x10;
    public static final int S_IXGRP = 8;
    public static final int S_IRWXO = 7;
    public static final int S_IROTH = 4;
    public static final int S_IWOTH = 2;
    public static final int S_IXOTH = 1;

    // What statx shall tell
    public static final int STATX_TYPE = 1; // since 4.11
    public static final int STATX_MODE = 2; // since 4.11
    public static final int STATX_NLINK = 4; // since 4.11
    public static final int STATX_UID = 8; // since 4.11
    public static final int STATX_GID = 0x10; // since 4.11
    public static final int STATX_ATIME = 0x20; // since 4.11
    public static final int STATX_MTIME = 0x40; // since 4.11
    public static final int STATX_CTIME = 0x80; // since 4.11
    public static final int STATX_INO = 0x100; // since 4.11
    public static final int STATX_SIZE = 0x200; // since 4.11
    public static final int STATX_BLOCKS = 0x400; // since 4.11
    public static final int STATX_BASIC_STATS = 0x7ff; // since 4.11
    public static final int STATX_BTIME = 0x800; // since 4.11
    public static final int STATX_MNT_ID = 0x1000; // since 5.8
    public static final int STATX_MNT_ID_UNIQUE = 0x4000; // since 6.8

    private Stat() {}
}
