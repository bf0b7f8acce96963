package dev.stasis.engine.pages.wire;

/**
 * One command.
 *
 * @param command of {@link PageCommand}
 * @param flags of {@link dev.stasis.image.pages.PageFlags}, 16 bits
 * @param pages how many pages follow or are asked for; from a peer: any 64 bits
 * @param address of the first page, or its offset in the shared memory
 * @param owner of the pages, as a number with a type in its lowest byte; in {@link PageCommand#GET} and its answer a plain pid
 */
public record Frame(int command, int flags, long pages, long address, long owner) {
    /** The most pages of a frame that both styles can speak of; a multiple of the size of huge pages. */
    public static final long MOST_PAGES = 1L << 30;

    /** A command that has no pages. */
    public static Frame of(int command, long owner) {
        return new Frame(command, 0, 0, 0, owner);
    }

    public String name() {
        return PageCommand.name(command);
    }

    @Override
    public String toString() {
        return name() + "[flags " + flags + ", " + Long.toUnsignedString(pages) + " pages at 0x"
                + Long.toHexString(address) + ", owner 0x" + Long.toHexString(owner) + "]";
    }
}
