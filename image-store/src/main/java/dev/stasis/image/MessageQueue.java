package dev.stasis.image;

import dev.stasis.image.proto.IpcMsg;
import dev.stasis.image.proto.IpcMsgEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A System V message queue with its messages, oldest first.
 *
 * @param entry attributes of the queue
 * @param messages what waits in it
 */
public record MessageQueue(IpcMsgEntry entry, List<Waiting> messages) {

    /** A message and its text. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Waiting(IpcMsg entry, byte[] text) {}

    /** All queues of an IPC namespace. */
    public static List<MessageQueue> read(ImageDirectory images, long namespace) {
        List<MessageQueue> queues = new ArrayList<>();
        try (RecordReader<IpcMsgEntry> records = images.records(ImageType.IPCNS_MSG, namespace)) {
            while (records.next()) {
                queues.add(read(records));
            }
        }
        return queues;
    }

    /** The messages of the queue that {@code records} stands at. */
    public static MessageQueue read(RecordReader<IpcMsgEntry> records) {
        IpcMsgEntry queue = records.record();
        long count = Integer.toUnsignedLong(queue.getQnum());
        List<Waiting> messages = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            IpcMsg message = records.nested(IpcMsg.parser());
            long size = Integer.toUnsignedLong(message.getMsize());
            byte[] padded = records.bytes(Payload.padded(size, 8));
            messages.add(new Waiting(message, Arrays.copyOf(padded, (int) size)));
        }
        return new MessageQueue(queue, List.copyOf(messages));
    }
}
