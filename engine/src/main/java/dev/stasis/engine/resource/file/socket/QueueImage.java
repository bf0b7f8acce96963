package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.proto.SkPacketEntry;
import java.util.ArrayList;
import java.util.List;

/** What waits in sockets, in sk-queues.img: a record for each message or piece, in the order of arrival. */
public final class QueueImage {
    private static final String IMAGE = "sk-queues.img";

    private QueueImage() {}

    /** An empty piece of a stream is not written, an empty message is. */
    public static void write(List<Packet> queue, int id, FileSink sink) {
        for (Packet packet : queue) {
            SkPacketEntry entry = SkPacketEntry.newBuilder()
                    .setIdFor(id)
                    .setLength(packet.data().length)
                    .build();
            sink.append(IMAGE, entry, packet.data());
        }
    }

    /** What waits for the socket with file id {@code id}. */
    public static List<Packet> read(int id, FileSource source) {
        List<Packet> queue = new ArrayList<>();
        for (FileSource.Stored<SkPacketEntry> stored : source.records(IMAGE, SkPacketEntry.class)) {
            if (stored.message().getIdFor() == id) {
                if (stored.message().getScmCount() > 0) {
                    throw new Unsupported("cannot restore socket " + id
                            + " of the image set: descriptors were on their way to it (SCM_RIGHTS), which is not "
                            + "supported; dump again when they have been received");
                }
                queue.add(new Packet(stored.payload()));
            }
        }
        return queue;
    }
}
