package dev.stasis.engine.resource.file.tty;

import java.util.Optional;

/**
 * A terminal, or one end of a pseudo terminal, that several descriptions may share.
 *
 * @param id within the image set: twice its index, one more for a master
 * @param locked pseudo terminals: the slave can not be opened
 * @param exclusive nobody else may open it (TIOCEXCL)
 * @param packets masters: packet mode (TIOCPKT)
 * @param session whose controlling terminal it is; 0 for none
 * @param group in its foreground; 0 for none
 * @param device number of the node, as stat(2) encodes it
 * @param fileSystem device number of the node's file system, likewise
 */
public record Terminal(
        int id,
        TerminalType type,
        boolean locked,
        boolean exclusive,
        boolean packets,
        int session,
        int group,
        long device,
        long fileSystem,
        int uid,
        int gid,
        Optional<Termios> settings,
        Optional<Termios> lockedSettings,
        Optional<WindowSize> size) {
    private static final int CONTROLLING = 1006;
    private static final int EXTERNAL = 1012;

    /** Of a pseudo terminal. */
    static int id(int index, boolean master) {
        return 2 * index + (master ? 1 : 0);
    }

    /** Of {@code /dev/tty}. */
    static int controllingId() {
        return id(CONTROLLING, false);
    }

    /** Of the terminals that a restore's caller brings along, from 0. */
    static int externalId(int number) {
        return id(EXTERNAL + number, false);
    }

    boolean master() {
        return type == TerminalType.PTY && id % 2 == 1;
    }

    int index() {
        return id / 2;
    }

    /** How {@code --external} and {@code --inherit-fd} name it. */
    String key() {
        return "tty[" + Long.toHexString(device) + ":" + Long.toHexString(fileSystem) + "]";
    }
}
