package dev.stasis.image.check;

import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;

/**
 * A record of {@code files.img} has exactly the member that its type names, and that has the same id. Switches, not a table of
 * lambdas: making forty of those takes longer than all the rest of the check.
 */
final class FileMembers {
    private static final FdTypes[] TYPES = FdTypes.values();

    private FileMembers() {}

    static void check(Spot at, FileEntry file) {
        FdTypes type = file.getType();
        if (type == FdTypes.UND || type == FdTypes.CTL_TTY || type == FdTypes.AUTOFS_PIPE) {
            throw at.damaged("type", "is " + type + ", no type of an open file");
        }
        for (FdTypes other : TYPES) {
            boolean named = other == type;
            if (named != isSet(file, other)) {
                throw at.damaged(
                        "type", "is " + type + ", but the member for " + other + (named ? " is missing" : " is set"));
            }
        }
        if (id(file) != file.getId()) {
            throw at.damaged("id", "is " + file.getId() + ", but its member has " + id(file));
        }
    }

    private static boolean isSet(FileEntry file, FdTypes type) {
        return switch (type) {
            case UND, CTL_TTY, AUTOFS_PIPE -> false;
            case REG -> file.hasReg();
            case PIPE -> file.hasPipe();
            case FIFO -> file.hasFifo();
            case INETSK -> file.hasIsk();
            case UNIXSK -> file.hasUsk();
            case EVENTFD -> file.hasEfd();
            case EVENTPOLL -> file.hasEpfd();
            case INOTIFY -> file.hasIfy();
            case SIGNALFD -> file.hasSgfd();
            case PACKETSK -> file.hasPsk();
            case TTY -> file.hasTty();
            case FANOTIFY -> file.hasFfy();
            case NETLINKSK -> file.hasNlsk();
            case NS -> file.hasNsf();
            case TUNF -> file.hasTunf();
            case EXT -> file.hasExt();
            case TIMERFD -> file.hasTfd();
            case MEMFD -> file.hasMemfd();
            case BPFMAP -> file.hasBpf();
            case PIDFD -> file.hasPidfd();
        };
    }

    private static int id(FileEntry file) {
        return switch (file.getType()) {
            case UND, CTL_TTY, AUTOFS_PIPE -> 0;
            case REG -> file.getReg().getId();
            case PIPE -> file.getPipe().getId();
            case FIFO -> file.getFifo().getId();
            case INETSK -> file.getIsk().getId();
            case UNIXSK -> file.getUsk().getId();
            case EVENTFD -> file.getEfd().getId();
            case EVENTPOLL -> file.getEpfd().getId();
            case INOTIFY -> file.getIfy().getId();
            case SIGNALFD -> file.getSgfd().getId();
            case PACKETSK -> file.getPsk().getId();
            case TTY -> file.getTty().getId();
            case FANOTIFY -> file.getFfy().getId();
            case NETLINKSK -> file.getNlsk().getId();
            case NS -> file.getNsf().getId();
            case TUNF -> file.getTunf().getId();
            case EXT -> file.getExt().getId();
            case TIMERFD -> file.getTfd().getId();
            case MEMFD -> file.getMemfd().getId();
            case BPFMAP -> file.getBpf().getId();
            case PIDFD -> file.getPidfd().getId();
        };
    }
}
