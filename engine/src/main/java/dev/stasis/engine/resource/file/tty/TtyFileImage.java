package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.TtyFileEntry;
import dev.stasis.image.proto.TtyInfoEntry;
import dev.stasis.image.proto.TtyPtyEntry;
import dev.stasis.image.proto.TtyType;
import dev.stasis.image.proto.WinsizeEntry;
import java.util.Optional;
import java.util.OptionalInt;

/** TtyFileEntry, and the terminal in tty-info.img. */
final class TtyFileImage implements FileImage<TtyFile> {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public FdTypes type() {
        return FdTypes.TTY;
    }

    @Override
    public void write(TtyFile record, int id, FileEntry.Builder entry, FileSink sink) {
        Terminal terminal = record.terminal();
        TtyFileEntry.Builder file = TtyFileEntry.newBuilder()
                .setId(id)
                .setTtyInfoId(terminal.id())
                .setFlags(record.flags())
                .setFown(FileOwnerImage.write(record.owner()));
        record.path().ifPresent(file::setRegfId);
        entry.setTty(file);
        String image = ImageType.TTY_INFO.fileName(0);
        if (sink.first(image, terminal.id())) {
            sink.append(image, write(terminal), NOTHING);
        }
    }

    private static TtyInfoEntry write(Terminal terminal) {
        TtyInfoEntry.Builder entry = TtyInfoEntry.newBuilder()
                .setId(terminal.id())
                .setType(type(terminal.type()))
                .setLocked(terminal.locked())
                .setExclusive(terminal.exclusive())
                .setPacketMode(terminal.packets())
                .setSid(terminal.session())
                .setPgrp(terminal.group())
                .setRdev((int) terminal.device())
                .setDev((int) terminal.fileSystem())
                .setUid(terminal.uid())
                .setGid(terminal.gid());
        terminal.settings().map(TermiosImage::write).ifPresent(entry::setTermios);
        terminal.lockedSettings().map(TermiosImage::write).ifPresent(entry::setTermiosLocked);
        terminal.size()
                .ifPresent(size -> entry.setWinsize(WinsizeEntry.newBuilder()
                        .setWsRow(size.rows())
                        .setWsCol(size.columns())
                        .setWsXpixel(size.width())
                        .setWsYpixel(size.height())));
        if (terminal.type() == TerminalType.PTY) {
            entry.setPty(TtyPtyEntry.newBuilder().setIndex(terminal.index()));
        }
        return entry.build();
    }

    private static TtyType type(TerminalType type) {
        return switch (type) {
            case PTY -> TtyType.PTY;
            case CONTROLLING -> TtyType.CTTY;
            case EXTERNAL -> TtyType.EXT_TTY;
            case OTHER -> TtyType.UNKNOWN;
        };
    }

    private static TerminalType type(TtyType type) {
        return switch (type) {
            case PTY -> TerminalType.PTY;
            case CTTY -> TerminalType.CONTROLLING;
            case EXT_TTY -> TerminalType.EXTERNAL;
            case UNKNOWN, CONSOLE, VT, SERIAL -> TerminalType.OTHER;
        };
    }

    @Override
    public TtyFile read(FileEntry entry, FileSource source) {
        TtyFileEntry file = entry.getTty();
        return new TtyFile(
                file.getFlags(),
                FileOwnerImage.read(file.getFown()),
                file.hasRegfId() ? OptionalInt.of(file.getRegfId()) : OptionalInt.empty(),
                terminal(file, source));
    }

    private static Terminal terminal(TtyFileEntry file, FileSource source) {
        String image = ImageType.TTY_INFO.fileName(0);
        for (FileSource.Stored<TtyInfoEntry> stored : source.records(image, TtyInfoEntry.class)) {
            if (stored.message().getId() == file.getTtyInfoId()) {
                return read(stored.message());
            }
        }
        throw new ImageDamaged(image + " has no terminal " + file.getTtyInfoId() + ", which file " + file.getId()
                + " of files.img is; copy the image set again, or dump again");
    }

    private static Terminal read(TtyInfoEntry entry) {
        return new Terminal(
                entry.getId(),
                type(entry.getType()),
                entry.getLocked(),
                entry.getExclusive(),
                entry.getPacketMode(),
                entry.getSid(),
                entry.getPgrp(),
                Integer.toUnsignedLong(entry.getRdev()),
                Integer.toUnsignedLong(entry.getDev()),
                entry.getUid(),
                entry.getGid(),
                entry.hasTermios() ? Optional.of(TermiosImage.read(entry.getTermios())) : Optional.empty(),
                entry.hasTermiosLocked() ? Optional.of(TermiosImage.read(entry.getTermiosLocked())) : Optional.empty(),
                entry.hasWinsize() ? Optional.of(size(entry.getWinsize())) : Optional.empty());
    }

    private static WindowSize size(WinsizeEntry entry) {
        return new WindowSize(entry.getWsRow(), entry.getWsCol(), entry.getWsXpixel(), entry.getWsYpixel());
    }
}
