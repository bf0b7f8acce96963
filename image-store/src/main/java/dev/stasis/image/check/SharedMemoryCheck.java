package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.Pagemap;
import dev.stasis.image.proto.MemfdInodeEntry;
import java.util.HashSet;
import java.util.Set;

/** Objects of {@code memfd.img}: ids once, sizes that a file can have, pages within them. */
final class SharedMemoryCheck {
    private SharedMemoryCheck() {}

    static void check(ImageDirectory images) {
        Set<Long> ids = new HashSet<>();
        int index = 0;
        for (MemfdInodeEntry inode : images.all(ImageType.MEMFD)) {
            Spot at = Spot.of(images, ImageType.MEMFD, 0, index++);
            if (!ids.add(inode.getInodeId())) {
                throw at.damaged("inode_id", "is that of a record before");
            }
            at.atMost(Long.MAX_VALUE, inode.getSize(), "size");
            checkPages(images, at, inode);
        }
    }

    private static void checkPages(ImageDirectory images, Spot at, MemfdInodeEntry inode) {
        long shmid = Integer.toUnsignedLong(inode.getShmid());
        PageChain chain = PageChain.open(images, ImageType.PAGEMAP_SHMEM, shmid);
        if (chain.levels().isEmpty()) {
            return;
        }
        chain.forEach(0, Long.MAX_VALUE, segment -> {});
        Pagemap newest = chain.levels().get(0);
        if (newest.size() > 0) {
            long last = newest.start(newest.size() - 1);
            if (last >= inode.getSize()) {
                throw at.damaged(
                        "size",
                        "is " + inode.getSize() + ", but " + newest.file().getFileName() + " has pages at 0x"
                                + Long.toHexString(last));
            }
        }
    }
}
