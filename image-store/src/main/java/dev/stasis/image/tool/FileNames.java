package dev.stasis.image.tool;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.PipeEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.UnixSkEntry;
import java.util.HashMap;
import java.util.Map;

/** A line about each open file of a set, by id. */
final class FileNames {
    private static final String UNKNOWN = "unknown path";

    private final Map<Integer, String> paths = new HashMap<>();
    private final Map<Integer, PipeEntry> pipes = new HashMap<>();
    private final Map<Integer, UnixSkEntry> sockets = new HashMap<>();

    private FileNames() {}

    static FileNames read(ImageDirectory images) {
        FileNames names = new FileNames();
        for (FileEntry file : images.all(ImageType.FILES)) {
            if (file.hasReg()) {
                names.add(file.getReg());
            } else if (file.hasPipe()) {
                names.pipes.put(file.getId(), file.getPipe());
            } else if (file.hasUsk()) {
                names.sockets.put(file.getId(), file.getUsk());
            }
        }
        images.all(ImageType.REG_FILES).forEach(names::add);
        images.all(ImageType.PIPES).forEach(pipe -> names.pipes.put(pipe.getId(), pipe));
        images.all(ImageType.UNIXSK).forEach(socket -> names.sockets.put(socket.getId(), socket));
        return names;
    }

    private void add(RegFileEntry file) {
        paths.put(file.getId(), file.getName());
    }

    String path(long id) {
        return id == (int) id ? paths.getOrDefault((int) id, UNKNOWN) : UNKNOWN;
    }

    String describe(FdTypes type, int id) {
        PipeEntry pipe = pipes.get(id);
        UnixSkEntry socket = sockets.get(id);
        if (type == FdTypes.REG) {
            return path(id);
        } else if (type == FdTypes.PIPE && pipe != null) {
            return "pipe[" + Integer.toUnsignedString(pipe.getPipeId()) + "]";
        } else if (type == FdTypes.UNIXSK && socket != null) {
            return describe(socket);
        }
        return type + "." + Integer.toUnsignedString(id);
    }

    private static String describe(UnixSkEntry socket) {
        String name = QuotedPrintable.encode(socket.getName().toByteArray());
        return "unix[" + Integer.toUnsignedString(socket.getIno()) + " (" + Integer.toUnsignedString(socket.getPeer())
                + ")" + (name.isEmpty() ? "" : " " + name) + "]";
    }
}
