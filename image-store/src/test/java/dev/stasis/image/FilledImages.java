package dev.stasis.image;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stasis.image.proto.BpfmapDataEntry;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.GhostFileEntry;
import dev.stasis.image.proto.IpcMsg;
import dev.stasis.image.proto.IpcMsgEntry;
import dev.stasis.image.proto.IpcSemEntry;
import dev.stasis.image.proto.IpcShmEntry;
import dev.stasis.image.proto.PagemapHead;
import dev.stasis.image.proto.PipeDataEntry;
import dev.stasis.image.proto.SkPacketEntry;
import dev.stasis.image.proto.TcpStreamEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** An image of every type, each record with every field, each payload with some bytes. */
public final class FilledImages {
    private final Random random;
    private final FilledMessages messages;

    public FilledImages(long seed) {
        this(seed, field -> true);
    }

    public FilledImages(long seed, Predicate<FieldDescriptor> wanted) {
        this.random = new Random(seed);
        this.messages = new FilledMessages(seed, wanted);
    }

    /** Writes a file of the type, and returns the records. Requires: no raw type. */
    public <M extends Message> List<M> write(Path file, ImageType<M> type) throws IOException {
        List<M> written = new ArrayList<>();
        try (RecordWriter<M> writer = RecordWriter.create(file, type)) {
            if (type.multiplicity() == Multiplicity.HEAD_AND_MANY) {
                writer.nested(PagemapHead.newBuilder().setPagesId(7).build());
            }
            int count = type.multiplicity() == Multiplicity.ONE ? 1 : 1 + random.nextInt(4);
            for (int i = 0; i < count; i++) {
                written.add(record(writer, type));
            }
        }
        return written;
    }

    private <M extends Message> M record(RecordWriter<M> writer, ImageType<M> type) throws IOException {
        M record = sized(messages.like(prototype(type)));
        writer.write(record);
        if (type.payload() == Payload.MESSAGES) {
            messages(writer, ((IpcMsgEntry) record).getQnum());
        } else if (type.payload() == Payload.GHOST) {
            ghost(writer, (GhostFileEntry) record);
        } else {
            byte[] payload = messages.bytes((int) type.payload().length(record)).toByteArray();
            if (record instanceof IpcSemEntry semaphores) {
                Arrays.fill(payload, 2 * semaphores.getNsems(), payload.length, (byte) 0);
            }
            writer.append(payload);
        }
        return record;
    }

    private static <M extends Message> M prototype(ImageType<M> type) {
        try {
            return type.parser().parsePartialFrom(new byte[0]);
        } catch (com.google.protobuf.InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The same record with lengths that a test can afford. */
    @SuppressWarnings("unchecked") // each case makes the same message
    private <M extends Message> M sized(M record) {
        int length = random.nextInt(200);
        Message sized = record;
        if (record instanceof PipeDataEntry typed) {
            sized = typed.toBuilder().setBytes(length).build();
        } else if (record instanceof SkPacketEntry typed) {
            sized = typed.toBuilder().setLength(length).build();
        } else if (record instanceof TcpStreamEntry typed) {
            sized = typed.toBuilder().setInqLen(length).setOutqLen(length / 2).build();
        } else if (record instanceof BpfmapDataEntry typed) {
            sized = typed.toBuilder()
                    .setKeysBytes(length)
                    .setValuesBytes(length + 1)
                    .build();
        } else if (record instanceof IpcSemEntry typed) {
            sized = typed.toBuilder().setNsems(length).build();
        } else if (record instanceof IpcShmEntry typed) {
            sized = typed.toBuilder().setSize(length).build();
        } else if (record instanceof IpcMsgEntry typed) {
            sized = typed.toBuilder().setQnum(length % 4).build();
        }
        return (M) sized;
    }

    private void messages(RecordWriter<?> writer, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int size = random.nextInt(40);
            writer.nested(IpcMsg.newBuilder().setMtype(i).setMsize(size).build());
            byte[] text = messages.bytes(size).toByteArray();
            writer.append(Arrays.copyOf(text, (int) Payload.padded(size, 8)));
        }
    }

    private void ghost(RecordWriter<?> writer, GhostFileEntry entry) throws IOException {
        if (!entry.getChunks()) {
            writer.append(messages.bytes(random.nextInt(300)).toByteArray());
            return;
        }
        long offset = 0;
        for (int i = 0; i < 3; i++) {
            int length = 1 + random.nextInt(100);
            writer.nested(
                    GhostChunkEntry.newBuilder().setOff(offset).setLen(length).build());
            writer.append(messages.bytes(length).toByteArray());
            offset += 4096;
        }
    }
}
