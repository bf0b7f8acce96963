package dev.stasis.image;

import com.google.protobuf.Message;
import dev.stasis.image.proto.BpfmapDataEntry;
import dev.stasis.image.proto.IpcSemEntry;
import dev.stasis.image.proto.IpcShmEntry;
import dev.stasis.image.proto.PipeDataEntry;
import dev.stasis.image.proto.SkPacketEntry;
import dev.stasis.image.proto.TcpStreamEntry;

/** What follows a record without a frame of its own, and how long it is. */
public enum Payload {
    NONE,
    /** What was in the pipe. */
    PIPE,
    /** One datagram, or one piece of a stream. */
    PACKET,
    /** The receive queue, then the send queue. */
    TCP_QUEUES,
    /** The keys, then the values. */
    BPF_MAP,
    /** 16 bits for each semaphore, padded to 8 bytes. */
    SEMAPHORES,
    /** Old sets only: the content of the segment, padded to 4 bytes. */
    SHARED_MEMORY,
    /** Messages: for each a record {@code IpcMsg} and its text, padded to 8 bytes. See {@link MessageQueue}. */
    MESSAGES,
    /** The content of a file, or {@code GhostChunkEntry} records with pieces of it. See {@link GhostFile}. */
    GHOST;

    /** Whether records come between the bytes, so that the length is known only at the end. */
    boolean isNested() {
        return this == MESSAGES || this == GHOST;
    }

    /** Bytes that follow {@code record}. Requires: the bytes are not nested. */
    public long length(Message record) {
        return switch (this) {
            case NONE -> 0;
            case PIPE -> unsigned(((PipeDataEntry) record).getBytes());
            case PACKET -> unsigned(((SkPacketEntry) record).getLength());
            case TCP_QUEUES -> tcpQueues((TcpStreamEntry) record);
            case BPF_MAP -> bpfMap((BpfmapDataEntry) record);
            case SEMAPHORES -> padded(2 * unsigned(((IpcSemEntry) record).getNsems()), 8);
            case SHARED_MEMORY -> sharedMemory((IpcShmEntry) record);
            case MESSAGES, GHOST -> throw new IllegalStateException(this + " has records between its bytes");
        };
    }

    private static long tcpQueues(TcpStreamEntry stream) {
        return unsigned(stream.getInqLen()) + unsigned(stream.getOutqLen());
    }

    private static long bpfMap(BpfmapDataEntry map) {
        return unsigned(map.getKeysBytes()) + unsigned(map.getValuesBytes());
    }

    /** The size is 64 bits wide and may be anything: more than a file can have becomes the largest number. */
    private static long sharedMemory(IpcShmEntry segment) {
        if (segment.getInPagemaps()) {
            return 0;
        }
        long size = segment.getSize();
        return size < 0 || size > Long.MAX_VALUE - 4 ? Long.MAX_VALUE : padded(size, 4);
    }

    /** {@code size} rounded up to a multiple of {@code unit}, a power of two. */
    static long padded(long size, int unit) {
        return (size + unit - 1) & -unit;
    }

    private static long unsigned(int value) {
        return Integer.toUnsignedLong(value);
    }
}
