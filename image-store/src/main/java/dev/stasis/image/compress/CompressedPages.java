package dev.stasis.image.compress;

import dev.stasis.image.ImageDamagedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A compressed pages file open for reading: frame by frame, in any order. For one thread. */
public final class CompressedPages implements Closeable {
    static final String SUFFIX = ".zst";
    /** Others write larger frames than we do; what is larger than this is not read, for it must fit into memory. */
    static final int LARGEST_FRAME = 64 << 20;

    private final Path path;
    private final FileChannel file;
    private final SeekTable table;

    private CompressedPages(Path path, FileChannel file, SeekTable table) {
        this.path = path;
        this.file = file;
        this.table = table;
    }

    /** The name of the compressed form of a pages file. */
    public static Path fileOf(Path pagesFile) {
        return pagesFile.resolveSibling(pagesFile.getFileName() + SUFFIX);
    }

    /** Whether a pages file is there in compressed form only: where both are, the plain one counts. */
    public static boolean isOnlyFormOf(Path pagesFile) {
        return !Files.exists(pagesFile) && Files.exists(fileOf(pagesFile));
    }

    /** Whether a file of that name is a compressed one. */
    public static boolean isName(Path file) {
        return file.toString().endsWith(SUFFIX);
    }

    /** Opens the compressed form of a pages file. */
    public static CompressedPages of(Path pagesFile) {
        return open(fileOf(pagesFile));
    }

    /** Opens a compressed file by its own name. */
    public static CompressedPages open(Path path) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return new CompressedPages(path, file, SeekTable.read(file, path));
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(path, refused);
        }
    }

    /** Bytes of the plain file. */
    public long size() {
        return table.size();
    }

    public int frames() {
        return table.frames();
    }

    /** The frame that has the byte at {@code offset} of the plain file. Requires: the file has it. */
    public int frameAt(long offset) {
        return table.frameAt(offset);
    }

    /** Where the content of a frame begins in the plain file. */
    public long offset(int frame) {
        return table.offset(frame);
    }

    /** Bytes of the content of a frame. */
    public int length(int frame) {
        return table.length(frame);
    }

    /** Reads the content of a frame into the begin of {@code content}, which has room for it. */
    public void read(int frame, byte[] content) {
        try {
            byte[] compressed = new byte[table.compressedLength(frame)];
            SeekTable.read(file, table.place(frame), compressed.length).get(compressed);
            Zstandard.decompress(compressed, compressed.length, content, table.length(frame));
        } catch (IOException refused) {
            throw ImageDamagedException.file(path, "frame " + frame + " cannot be read: " + refused.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
