package dev.stasis.engine.resource.file.ghost;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.resource.file.DeviceNumber;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.FileSource.Stored;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.GhostFileEntry;
import dev.stasis.image.proto.RemapFilePathEntry;
import dev.stasis.image.proto.RemapType;
import dev.stasis.image.proto.Timeval;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A ghost to {@code ghost-file-N.img} and back. Content of 12 KiB and more is kept in chunks, with its holes left out. */
public final class GhostImage {
    private static final byte[] NOTHING = new byte[0];
    private static final long CHUNKED_FROM = 12288;

    private GhostImage() {}

    /** Notes that the file {@code id} has no name, and keeps the ghost unless another file brought it already. */
    public static void write(Ghost ghost, int id, FileSink sink) {
        sink.append(
                ImageType.REMAP_FPATH.fileName(0),
                RemapFilePathEntry.newBuilder()
                        .setOrigId(id)
                        .setRemapId(ghost.number())
                        .setRemapType(RemapType.GHOST)
                        .build(),
                NOTHING);
        String image = ImageType.GHOST_FILE.fileName(ghost.number());
        if (!sink.first(image, ghost.number())) {
            return;
        }
        GhostFileEntry.Builder entry = GhostFileEntry.newBuilder()
                .setUid(ghost.uid())
                .setGid(ghost.gid())
                .setMode(ghost.mode())
                .setDev(DeviceNumber.toKernel(ghost.device()))
                .setIno(ghost.inode())
                .setAtim(time(ghost.accessed()))
                .setMtim(time(ghost.modified()));
        int type = ghost.mode() & Stat.S_IFMT;
        if (type == Stat.S_IFCHR || type == Stat.S_IFBLK) {
            entry.setRdev((int) ghost.specialDevice());
        }
        boolean chunks = type == Stat.S_IFREG && ghost.size() >= CHUNKED_FROM;
        if (chunks) {
            entry.setChunks(true).setSize(ghost.size());
        }
        sink.append(image, entry.build(), chunks ? chunks(ghost) : whole(ghost));
    }

    private static Timeval time(Ghost.Moment moment) {
        return Timeval.newBuilder()
                .setTvSec(moment.seconds())
                .setTvUsec(moment.microseconds())
                .build();
    }

    private static byte[] whole(Ghost ghost) {
        byte[] content = new byte[(int) ghost.size()];
        for (Ghost.Piece piece : ghost.pieces()) {
            System.arraycopy(piece.bytes(), 0, content, (int) piece.offset(), piece.bytes().length);
        }
        return content;
    }

    private static byte[] chunks(Ghost ghost) {
        List<GhostChunkEntry> heads = new ArrayList<>();
        int length = 0;
        for (Ghost.Piece piece : ghost.pieces()) {
            GhostChunkEntry head = GhostChunkEntry.newBuilder()
                    .setOff(piece.offset())
                    .setLen(piece.bytes().length)
                    .build();
            heads.add(head);
            length += Integer.BYTES + head.getSerializedSize() + piece.bytes().length;
        }
        ByteBuffer all = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < heads.size(); i++) {
            all.putInt(heads.get(i).getSerializedSize());
            all.put(heads.get(i).toByteArray());
            all.put(ghost.pieces().get(i).bytes());
        }
        return all.array();
    }

    public static Ghost read(int number, FileSource source) {
        String image = ImageType.GHOST_FILE.fileName(number);
        List<Stored<GhostFileEntry>> records = source.records(image, GhostFileEntry.class);
        if (records.size() != 1) {
            throw new ImageDamaged(image + " must hold one file without a name, but holds " + records.size()
                    + "; the image set is incomplete, dump again");
        }
        GhostFileEntry entry = records.get(0).message();
        byte[] payload = records.get(0).payload();
        boolean regular = (entry.getMode() & Stat.S_IFMT) == Stat.S_IFREG;
        List<Ghost.Piece> pieces = entry.getChunks()
                ? pieces(payload, image)
                : regular && payload.length > 0 ? List.of(new Ghost.Piece(0, payload)) : List.of();
        return new Ghost(
                number,
                entry.getUid(),
                entry.getGid(),
                entry.getMode(),
                DeviceNumber.fromKernel(entry.getDev()),
                entry.getIno(),
                Integer.toUnsignedLong(entry.getRdev()),
                moment(entry.getAtim()),
                moment(entry.getMtim()),
                entry.hasSize() ? entry.getSize() : regular ? payload.length : 0,
                pieces);
    }

    private static Ghost.Moment moment(Timeval time) {
        return new Ghost.Moment(time.getTvSec(), time.getTvUsec());
    }

    private static List<Ghost.Piece> pieces(byte[] payload, String image) {
        List<Ghost.Piece> pieces = new ArrayList<>();
        ByteBuffer rest = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (rest.hasRemaining()) {
                byte[] head = take(rest, rest.getInt());
                GhostChunkEntry chunk = GhostChunkEntry.parseFrom(head);
                pieces.add(new Ghost.Piece(chunk.getOff(), take(rest, (int) chunk.getLen())));
            }
        } catch (BufferUnderflowException | IOException damage) {
            throw new ImageDamaged(
                    image + " is cut off or altered within chunk " + pieces.size() + "; dump again", damage);
        }
        return pieces;
    }

    private static byte[] take(ByteBuffer from, int length) {
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
