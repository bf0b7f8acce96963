package dev.stasis.engine.kernel.abi;

/** Mounts: linux/mount.h. "since" names the first kernel. */
public final class Mount {
    // Flags of mount(2)
    public static final int MS_RDONLY = 1;
    public static final int MS_NOSUID = 2;
    public static final int MS_NODEV = 4;
    public static final int MS_NOEXEC = 8;
    public static final int MS_SYNCHRONOUS = 0x10;
    public static final int MS_REMOUNT = 0x20;
    public static final int MS_MANDLOCK = 0x40;
    public static final int MS_DIRSYNC = 0x80;
    public static final int MS_NOSYMFOLLOW = 0x100; // since 5.10
    public static final int MS_NOATIME = 0x400;
    public static final int MS_NODIRATIME = 0x800;
    public static final int MS_BIND = 0x1000;
    public static final int MS_MOVE = 0x2000;
    public static final int MS_REC = 0x4000;
    public static final int MS_SILENT = 0x8000;
    public static final int MS_POSIXACL = 0x10000;
    public static final int MS_UNBINDABLE = 0x20000;
    public static final int MS_PRIVATE = 0x40000;
    public static final int MS_SLAVE = 0x80000;
    public static final int MS_SHARED = 0x100000;
    public static final int MS_RELATIME = 0x200000;
    public static final int MS_STRICTATIME = 0x1000000;
    public static final int MS_LAZYTIME = 0x2000000;

    // umount2(2), which no uapi header names
    public static final int MNT_FORCE = 1;
    public static final int MNT_DETACH = 2;
    public static final int MNT_EXPIRE = 4;
    public static final int UMOUNT_NOFOLLOW = 8;

    // open_tree(2) and move_mount(2)
    public static final int OPEN_TREE_CLONE = 1; // since 5.2
    public static final int OPEN_TREE_CLOEXEC = 0x80000; // since 5.2
    public static final int MOVE_MOUNT_F_EMPTY_PATH = 4; // since 5.2
    public static final int MOVE_MOUNT_T_EMPTY_PATH = 0x40; // since 5.2

    private Mount() {}
}
