package dev.stasis.image.compress;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.util.Arrays;

/** The one place that calls the zstd library. It is native, and loaded at the first call. */
public final class Zstandard {
    static final int DEFAULT_LEVEL = 3;
    /** Those above need much memory to decompress. */
    static final int HIGHEST_LEVEL = 19;

    private Zstandard() {}

    /** A frame with a checksum of its content. */
    public static byte[] compress(byte[] content, int length, int level) throws IOException {
        return loaded(() -> {
            try (ZstdCompressCtx context = new ZstdCompressCtx()) {
                byte[] frame = new byte[(int) Zstd.compressBound(length)];
                int size = context.setLevel(level)
                        .setChecksum(true)
                        .setContentSize(true)
                        .compressByteArray(frame, 0, frame.length, content, 0, length);
                return Arrays.copyOf(frame, size);
            }
        });
    }

    /** Writes the content of a frame. Throws if it is not {@code length} bytes with the right checksum. */
    public static void decompress(byte[] frame, int frameLength, byte[] content, int length) throws IOException {
        long size = loaded(() -> Zstd.decompressByteArray(content, 0, length, frame, 0, frameLength));
        if (size != length) {
            throw new IOException("it has " + size + " bytes of content instead of " + length);
        }
    }

    private interface Call<T> {
        T run();
    }

    private static <T> T loaded(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (ZstdException failure) {
            throw new IOException(failure.getMessage(), failure);
        } catch (LinkageError noLibrary) {
            throw new IOException(
                    "the zstd library cannot be loaded (" + noLibrary.getMessage()
                            + "); its file is unpacked to java.io.tmpdir, where programs must be allowed to run",
                    noLibrary);
        }
    }
}
