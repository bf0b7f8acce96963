package dev.stasis.engine.resource.file.lock;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.image.proto.FileLockEntry;

/** Records of {@code filelocks.img}. */
public final class FileLockImage {
    private FileLockImage() {}

    public static FileLockEntry write(FileLock lock) {
        return FileLockEntry.newBuilder()
                .setFlag(lock.kind().flag())
                .setType(lock.exclusive() ? Fcntl.F_WRLCK : Fcntl.F_RDLCK)
                .setPid(lock.pid())
                .setFd(lock.descriptor())
                .setStart(lock.start())
                .setLen(lock.length())
                .build();
    }

    public static FileLock read(FileLockEntry entry) {
        for (FileLock.Kind kind : FileLock.Kind.values()) {
            if (kind.flag() == entry.getFlag()) {
                return new FileLock(
                        kind, exclusive(entry), entry.getPid(), entry.getFd(), entry.getStart(), entry.getLen());
            }
        }
        throw new ImageDamaged("filelocks.img has a lock of kind " + entry.getFlag() + " of process " + entry.getPid()
                + ", and there is no such kind; dump again");
    }

    private static boolean exclusive(FileLockEntry entry) {
        return switch (entry.getType()) {
            case Fcntl.F_RDLCK -> false;
            case Fcntl.F_WRLCK -> true;
            default ->
                throw new ImageDamaged("filelocks.img has a lock of type " + entry.getType() + " of process "
                        + entry.getPid() + ", which is neither for reading nor for writing; dump again");
        };
    }
}
