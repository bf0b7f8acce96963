package dev.stasis.engine.pages.wire;

/** Commands of the page server protocol: the low 16 bits of a frame's first word. */
public final class PageCommand {
    /** Pages with content, from before frames had flags. */
    public static final int ADD = 1;
    /** Pages that the parent set has, from before frames had flags. */
    public static final int HOLE = 2;
    /** The pages of an owner begin; no answer. */
    public static final int OPEN = 3;
    /** As {@link #OPEN}; one byte is the answer: whether the parent set has a pagemap of that owner. */
    public static final int OPEN2 = 4;
    /** Whether the parent set has a pagemap of that owner: an int is the answer. */
    public static final int PARENT = 5;
    /** Pages with flags; the content follows where the flags say PRESENT. Also the answer to {@link #GET}. */
    public static final int ADD_F = 6;
    /** Asks for pages of a pid; {@link #ADD_F} with no more pages than asked for is the answer. */
    public static final int GET = 7;
    /** All was said; an int is the answer: 0 when the pages are safe. */
    public static final int CLOSE = 0x1023;
    /** As {@link #CLOSE}, on a socket that was inherited. */
    public static final int FORCE_CLOSE = 0x1024;

    /**
     * Between two Stasis: the image set that the client restores from, as {@link SetNumber}; an int is the answer, 0: the same.
     * From then on the restored tree may run, and the source must not, until one of them says how it ended.
     */
    public static final int IDENTIFY = 0x5301;
    /** Between two Stasis: the restore failed before anything ran; no answer. */
    public static final int GIVE_UP = 0x5302;
    /** No command: how the first record of a TLS handshake begins, content type 22 and version 3 (RFC 8446, 5.1). */
    public static final int TLS_HELLO = 0x0316;

    private PageCommand() {}

    /** The name in messages. */
    public static String name(int command) {
        return switch (command) {
            case ADD -> "ADD";
            case HOLE -> "HOLE";
            case OPEN -> "OPEN";
            case OPEN2 -> "OPEN2";
            case PARENT -> "PARENT";
            case ADD_F -> "ADD_F";
            case GET -> "GET";
            case CLOSE -> "CLOSE";
            case FORCE_CLOSE -> "FORCE_CLOSE";
            case IDENTIFY -> "IDENTIFY";
            case GIVE_UP -> "GIVE_UP";
            case TLS_HELLO -> "a TLS handshake";
            default -> "command " + command;
        };
    }
}
