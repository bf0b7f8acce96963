package dev.stasis.image.tool;

import com.google.protobuf.Message;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordWriter;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.IpcMsg;
import dev.stasis.image.proto.IpcMsgEntry;
import dev.stasis.image.proto.TcpStreamEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes a record with what its member {@code extra} says to follow it. */
final class PayloadReader {
    private PayloadReader() {}

    static <M extends Message> void write(RecordWriter<M> writer, Payload payload, M record, Object extra)
            throws IOException {
        switch (payload) {
            case NONE -> {
                if (!extra.equals("")) {
                    throw new BadImageText("nothing follows records of this image, but there is an extra");
                }
                writer.write(record);
            }
            case PIPE, PACKET, BPF_MAP, SHARED_MEMORY -> write(writer, payload, record, bytes(extra));
            case TCP_QUEUES -> write(writer, payload, record, queues((TcpStreamEntry) (Message) record, extra));
            case SEMAPHORES -> write(writer, payload, record, semaphores(extra));
            case GHOST -> {
                writer.write(record);
                writer.append(bytes(extra));
            }
            case MESSAGES -> messages(writer, record, extra);
        }
    }

    /** Writes a piece of a ghost file. */
    static void chunk(RecordWriter<?> writer, Object entry, Object extra) throws IOException {
        GhostChunkEntry chunk = (GhostChunkEntry) MessageReader.read(entry, GhostChunkEntry.newBuilder());
        byte[] bytes = bytes(extra);
        requireLength(chunk.getLen(), bytes.length);
        writer.nested(chunk);
        writer.append(bytes);
    }

    private static <M extends Message> void write(RecordWriter<M> writer, Payload payload, M record, byte[] bytes)
            throws IOException {
        requireLength(payload.length(record), bytes.length);
        writer.write(record, bytes);
    }

    private static void requireLength(long announced, int found) {
        if (announced != found) {
            throw new BadImageText(
                    "the record announces " + Long.toUnsignedString(announced) + " bytes, but extra has " + found);
        }
    }

    private static byte[] bytes(Object extra) {
        if (!(extra instanceof String text)) {
            throw new BadImageText("extra should be a text");
        }
        return Base64Text.decode(text);
    }

    private static byte[] queues(TcpStreamEntry stream, Object extra) {
        if (!(extra instanceof Map<?, ?> members)) {
            throw new BadImageText("extra should be an object of inq and outq");
        }
        byte[] in = queue(members, "inq");
        byte[] out = queue(members, "outq");
        requireLength(Integer.toUnsignedLong(stream.getInqLen()), in.length);
        requireLength(Integer.toUnsignedLong(stream.getOutqLen()), out.length);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(in);
        both.writeBytes(out);
        return both.toByteArray();
    }

    private static byte[] queue(Map<?, ?> extra, String name) {
        Object text = extra.get(name);
        return text == null ? new byte[0] : bytes(text);
    }

    private static byte[] semaphores(Object extra) {
        if (!(extra instanceof List<?> values)) {
            throw new BadImageText("extra should be a list of values");
        }
        byte[] bytes = new byte[(2 * values.size() + 7) & -8];
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof BigInteger number)) {
                throw new BadImageText("the value of a semaphore should be a number");
            }
            long value = Numbers.fit(number, Short.SIZE);
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }

    private static <M extends Message> void messages(RecordWriter<M> writer, M record, Object extra)
            throws IOException {
        if (!(extra instanceof List<?> parts) || parts.size() != 2L * ((IpcMsgEntry) (Message) record).getQnum()) {
            throw new BadImageText("extra should be a list of qnum messages, each with its text");
        }
        writer.write(record);
        for (int i = 0; i < parts.size(); i += 2) {
            IpcMsg message = (IpcMsg) MessageReader.read(parts.get(i), IpcMsg.newBuilder());
            byte[] text = bytes(parts.get(i + 1));
            requireLength(Integer.toUnsignedLong(message.getMsize()), text.length);
            writer.nested(message);
            writer.append(Arrays.copyOf(text, (text.length + 7) & -8));
        }
    }
}
