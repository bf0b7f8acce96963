package dev.stasis.image.tool;

import com.google.protobuf.Message;
import dev.stasis.image.MessageQueue;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordReader;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.GhostFileEntry;
import dev.stasis.image.proto.IpcMsgEntry;
import dev.stasis.image.proto.IpcSemEntry;
import dev.stasis.image.proto.TcpStreamEntry;
import java.io.IOException;
import java.util.List;

/** Writes what follows a record: the member {@code extra} of its object, for ghost files more objects. */
final class PayloadWriter {
    private final JsonWriter json;
    private final MessageWriter messages;
    private final boolean kept;

    PayloadWriter(JsonWriter json, MessageWriter messages, boolean kept) {
        this.json = json;
        this.messages = messages;
        this.kept = kept;
    }

    /** The members that belong into the object of the record. */
    void write(Payload payload, RecordReader<? extends Message> records) throws IOException {
        switch (payload) {
            case NONE -> {}
            case PIPE, PACKET, BPF_MAP, SHARED_MEMORY -> {
                if (begin(records.payloadLength())) {
                    json.text(Base64Text.encode(records.payload()));
                }
            }
            case TCP_QUEUES -> queues(records);
            case SEMAPHORES -> semaphores(records);
            case MESSAGES -> messages(records);
            case GHOST -> {
                if (kept && !isChunked(records)) {
                    json.name("extra");
                    json.text(Base64Text.encode(records.bytes(records.remaining())));
                } else if (!isChunked(records)) {
                    records.skip(records.remaining());
                }
            }
        }
    }

    /** The objects that come after that of the record. */
    void writeFollowing(Payload payload, RecordReader<? extends Message> records) throws IOException {
        if (payload != Payload.GHOST) {
            return;
        }
        while (records.remaining() > 0) {
            GhostChunkEntry chunk = records.nested(GhostChunkEntry.parser());
            json.beginObject();
            messages.writeFields(chunk);
            if (kept) {
                json.name("extra");
                json.text(Base64Text.encode(records.bytes(chunk.getLen())));
            } else {
                records.skip(chunk.getLen());
            }
            json.endObject();
        }
    }

    /** Begins the member; if bytes are not kept, ends it with their number. */
    private boolean begin(long length) throws IOException {
        json.name("extra");
        if (!kept) {
            json.text("... <" + length + "B>");
        }
        return kept;
    }

    static boolean isChunked(RecordReader<? extends Message> records) {
        return ((GhostFileEntry) (Message) records.record()).getChunks();
    }

    private void queues(RecordReader<? extends Message> records) throws IOException {
        if (begin(records.payloadLength())) {
            TcpStreamEntry stream = (TcpStreamEntry) (Message) records.record();
            json.beginObject();
            json.name("inq");
            json.text(Base64Text.encode(records.bytes(Integer.toUnsignedLong(stream.getInqLen()))));
            json.name("outq");
            json.text(Base64Text.encode(records.bytes(Integer.toUnsignedLong(stream.getOutqLen()))));
            json.endObject();
        }
    }

    private void semaphores(RecordReader<? extends Message> records) throws IOException {
        int count = ((IpcSemEntry) (Message) records.record()).getNsems();
        if (begin(2 * Integer.toUnsignedLong(count))) {
            byte[] values = records.payload();
            json.beginArray();
            for (int i = 0; i < count; i++) {
                json.word(Integer.toString((values[2 * i] & 0xff) | ((values[2 * i + 1] & 0xff) << 8)));
            }
            json.endArray();
        }
    }

    @SuppressWarnings("unchecked") // only this message has such a payload
    static List<MessageQueue.Waiting> waiting(RecordReader<? extends Message> records) {
        return MessageQueue.read((RecordReader<IpcMsgEntry>) records).messages();
    }

    private void messages(RecordReader<? extends Message> records) throws IOException {
        List<MessageQueue.Waiting> waiting = waiting(records);
        if (begin(waiting.stream().mapToLong(message -> message.text().length).sum())) {
            json.beginArray();
            for (MessageQueue.Waiting message : waiting) {
                messages.write(message.entry());
                json.text(Base64Text.encode(message.text()));
            }
            json.endArray();
        }
    }
}
