package dev.stasis.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.image.proto.FsEntry;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSetWriterTest {
    private static final InventoryEntry INVENTORY =
            InventoryEntry.newBuilder().setImgVersion(2).build();
    private static final FsEntry FS =
            FsEntry.newBuilder().setCwdId(1).setRootId(2).build();

    @TempDir
    Path directory;

    private Set<String> names() {
        return new TreeSet<>(ImageDirectory.at(directory).fileNames());
    }

    private void write(long pid) throws IOException {
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            set.write(ImageType.FS, pid, FS);
            set.commit(INVENTORY);
        }
    }

    @Test
    void hasNothingUnderItsNameBeforeTheCommit() throws IOException {
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            set.write(ImageType.FS, 1, FS);
            assertFalse(names().contains("fs-1.img"));
            set.commit(INVENTORY);
        }
        assertEquals(Set.of("fs-1.img", "inventory.img"), names());
    }

    @Test
    void leavesTheOlderSetAsItWasWithoutACommit() throws IOException {
        write(1);
        assertThrows(IllegalStateException.class, () -> {
            try (ImageSetWriter set = ImageSetWriter.create(directory)) {
                set.write(ImageType.FS, 2, FS);
                throw new IllegalStateException("the disk is full");
            }
        });
        assertEquals(Set.of("fs-1.img", "inventory.img"), names());
        assertEquals(FS, ImageSet.open(directory).require(ImageType.FS, 1));
    }

    @Test
    void removesImagesOfAnOlderSet() throws IOException {
        write(1);
        Files.writeString(directory.resolve("dump.log"), "kept");
        write(2);
        assertEquals(Set.of("dump.log", "fs-2.img", "inventory.img"), names());
    }

    @Test
    void isReadableByItsOwnerOnly() throws IOException {
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            assertEquals("rwx------", mode(set.stagingPath()));
            set.write(ImageType.FS, 1, FS);
            set.rawFile(ImageType.PAGES, 1);
            set.commit(INVENTORY);
        }
        for (String name : names()) {
            assertEquals("rw-------", mode(directory.resolve(name)), name);
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void removesWhatAKilledDumpLeftBehind() throws IOException {
        Path abandoned = Files.createDirectory(directory.resolve(".stasis-staging-1-x"));
        Files.createFile(abandoned.resolve("lock"));
        Files.createFile(abandoned.resolve("core-1.img"));
        Files.createFile(
                Files.createDirectories(abandoned.resolve("rehearsal-1/inner")).resolve("core-2.img"));
        write(1);
        assertEquals(Set.of("fs-1.img", "inventory.img"), names());
    }

    @Test
    void letsASecondDumpStageBesideALivingOne() throws IOException {
        try (ImageSetWriter first = ImageSetWriter.create(directory)) {
            write(2);
            assertTrue(Files.isDirectory(first.stagingPath()));
        }
    }

    @Test
    void isNoSetWithoutItsInventory() throws IOException {
        write(1);
        Files.delete(directory.resolve("inventory.img"));
        assertThrows(ImageDamagedException.class, () -> ImageSet.open(directory));
    }

    @Test
    void keepsTheLinkToTheParentWordForWord() throws IOException {
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            set.linkParent("../older/");
            set.commit(INVENTORY);
        }
        assertEquals(Path.of("../older"), Files.readSymbolicLink(directory.resolve("parent")));
        assertThrows(ImageDamagedException.class, () -> ImageSet.open(directory).parent());
        assertEquals(List.of(), ImageSet.open(directory).all(ImageType.PSTREE));
    }
}
