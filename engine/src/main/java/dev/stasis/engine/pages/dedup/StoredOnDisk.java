package dev.stasis.engine.pages.dedup;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until a set is on the disk: what is given up in its favour would not come back after a crash of the host. */
final class StoredOnDisk {
    private StoredOnDisk() {}

    static void await(ImageDirectory set) throws IOException {
        for (String name : set.fileNames()) {
            Path file = set.path().resolve(name);
            if (ImageName.parse(name).isPresent() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                force(file);
            }
        }
        force(set.path());
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
