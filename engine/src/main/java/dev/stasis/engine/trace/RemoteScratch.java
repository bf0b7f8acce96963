package dev.stasis.engine.trace;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory in another process that is ours to use while a {@link RemoteProcess} is open. */
public final class RemoteScratch {
    private final RemoteMemory memory;
    private final RemoteAddress address;
    private final int size;

    RemoteScratch(RemoteMemory memory, RemoteAddress address, int size) {
        this.memory = memory;
        this.address = address;
        this.size = size;
    }

    public RemoteAddress address() {
        return address;
    }

    /** Address of the byte at {@code offset}, as a system call's argument. */
    public long at(int offset) {
        if (offset < 0 || offset >= size) {
            throw new IndexOutOfBoundsException(offset + " of " + size);
        }
        return address.value() + offset;
    }

    /** Little-endian view of a copy of {@code length} bytes at {@code offset}. */
    public ByteBuffer read(int offset, int length) {
        return ByteBuffer.wrap(memory.read(address.plus(offset), length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    public void write(int offset, byte[] bytes) {
        memory.write(address.plus(offset), bytes);
    }
}
