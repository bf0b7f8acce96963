package dev.stasis.engine.resource.file;

import dev.stasis.image.proto.FownEntry;

/** The owner of an open file, as most entries of files.img have it. */
public final class FileOwnerImage {
    private FileOwnerImage() {}

    public static FownEntry write(FileOwner owner) {
        return FownEntry.newBuilder()
                .setUid(owner.uid())
                .setEuid(owner.effectiveUid())
                .setSignum(owner.signal())
                .setPidType(owner.type())
                .setPid(owner.pid())
                .build();
    }

    public static FileOwner read(FownEntry entry) {
        return new FileOwner(entry.getPidType(), entry.getPid(), entry.getSignum(), entry.getUid(), entry.getEuid());
    }
}
