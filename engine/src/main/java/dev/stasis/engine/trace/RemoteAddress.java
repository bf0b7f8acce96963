package dev.stasis.engine.trace;

/** A virtual address in another process: it must never be dereferenced here. */
public record RemoteAddress(long value) {
    public RemoteAddress plus(long bytes) {
        return new RemoteAddress(value + bytes);
    }

    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
