package dev.stasis.engine.resource.file;

/**
 * What stat(2) says of a file.
 *
 * @param device of the file system, as the kernel's 32-bit new_encode_dev that stat returns
 * @param mode type and permission bits
 * @param specialDevice of a device node, encoded likewise
 * @param size in bytes
 * @param blocks of 512 bytes
 */
public record FileStat(
        long device, long inode, int mode, int links, int uid, int gid, long specialDevice, long size, long blocks) {
    private static final int TYPE = 0xf000;

    /** S_IFREG and so on, sys/stat.h. */
    public int type() {
        return mode & TYPE;
    }

    public boolean is(int type) {
        return type() == type;
    }
}
