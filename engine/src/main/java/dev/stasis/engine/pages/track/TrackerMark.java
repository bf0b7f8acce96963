package dev.stasis.engine.pages.track;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the memfd in a tracked process says. A forked child inherits both descriptors, but its memory is not tracked by
 * them: it finds another pid here.
 *
 * @param pid whose memory is tracked
 * @param startTime of that process, in clock ticks after boot
 * @param descriptor number of the userfaultfd
 * @param set id of the set since which writes are known; empty while that is being changed
 */
record TrackerMark(int pid, long startTime, int descriptor, String set) {
    static final String NAME = "stasis-tracker";
    /** What /proc/PID/fd shows. */
    static final String LINK = "/memfd:" + NAME + " (deleted)";

    static final int BYTES = 128;

    private static final byte[] MAGIC = "STASIS-TRACKER-1".getBytes(StandardCharsets.US_ASCII);
    private static final int SET = 40;

    byte[] bytes() {
        byte[] text = set.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(pid).putInt(descriptor).putLong(startTime).putInt(text.length);
        return bytes.position(SET).put(text).array();
    }

    /** Empty if the bytes are not what we write. */
    static Optional<TrackerMark> parse(byte[] found) {
        ByteBuffer bytes = ByteBuffer.wrap(found).order(ByteOrder.LITTLE_ENDIAN);
        if (found.length < BYTES || !Arrays.equals(MAGIC, 0, MAGIC.length, found, 0, MAGIC.length)) {
            return Optional.empty();
        }
        bytes.position(MAGIC.length);
        int pid = bytes.getInt();
        int descriptor = bytes.getInt();
        long startTime = bytes.getLong();
        int length = bytes.getInt();
        if (length < 0 || length > BYTES - SET) {
            return Optional.empty();
        }
        return Optional.of(
                new TrackerMark(pid, startTime, descriptor, new String(found, SET, length, StandardCharsets.US_ASCII)));
    }
}
