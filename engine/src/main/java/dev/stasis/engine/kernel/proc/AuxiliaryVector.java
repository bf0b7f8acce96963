package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.api.error.TaskGone;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** /proc/PID/auxv: what the kernel told the program at its start (man 3 getauxval). */
public final class AuxiliaryVector {
    private AuxiliaryVector() {}

    /** Type and value by turns, the final AT_NULL included. */
    public static List<Long> read(int pid) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/" + pid + "/auxv")))
                    .order(ByteOrder.LITTLE_ENDIAN);
            List<Long> words = new ArrayList<>();
            while (bytes.remaining() >= 8) {
                words.add(bytes.getLong());
            }
            return words;
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " ended while its memory was examined", gone);
        }
    }
}
