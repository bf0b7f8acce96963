package dev.stasis.engine.resource.fs;

import dev.stasis.image.proto.FsEntry;

/** {@code fs-PID.img}. */
public final class FsContextImage {
    /** What sets of versions without the field meant. */
    private static final int USUAL = 022;

    private FsContextImage() {}

    public static FsEntry write(FsContext context) {
        return FsEntry.newBuilder()
                .setCwdId(context.workingDirectory())
                .setRootId(context.root())
                .setUmask(context.umask())
                .build();
    }

    public static FsContext read(FsEntry entry) {
        return new FsContext(entry.getCwdId(), entry.getRootId(), entry.hasUmask() ? entry.getUmask() : USUAL);
    }
}
