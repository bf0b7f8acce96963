package dev.stasis.engine.kernel.call;

import com.kenai.jffi.MemoryIO;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A range of this process's native memory, little endian, with bounds checked on every access. It does not own the
 * memory: whoever made it (an {@link Arena}, a mapping) decides how long it lives.
 */
public final class Block {
    private static final MemoryIO IO = MemoryIO.getInstance();

    private final long address;
    private final long size;

    private Block(long address, long size) {
        this.address = address;
        this.size = size;
    }

    /** Views {@code size} bytes at {@code address}. Requires: the memory is mapped as long as the block is used. */
    public static Block at(long address, long size) {
        return new Block(address, size);
    }

    public long address() {
        return address;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    public Block slice(long offset, long length) {
        return new Block(check(offset, length), length);
    }

    public byte getByte(long offset) {
        return IO.getByte(check(offset, 1));
    }

    public short getShort(long offset) {
        return IO.getShort(check(offset, 2));
    }

    public int getInt(long offset) {
        return IO.getInt(check(offset, 4));
    }

    public long getLong(long offset) {
        return IO.getLong(check(offset, 8));
    }

    public Block putByte(long offset, byte value) {
        IO.putByte(check(offset, 1), value);
        return this;
    }

    public Block putShort(long offset, short value) {
        IO.putShort(check(offset, 2), value);
        return this;
    }

    public Block putInt(long offset, int value) {
        IO.putInt(check(offset, 4), value);
        return this;
    }

    public Block putLong(long offset, long value) {
        IO.putLong(check(offset, 8), value);
        return this;
    }

    public byte[] getBytes(long offset, int length) {
        byte[] bytes = new byte[length];
        IO.getByteArray(check(offset, length), bytes, 0, length);
        return bytes;
    }

    public Block putBytes(long offset, byte[] bytes) {
        IO.putByteArray(check(offset, bytes.length), bytes, 0, bytes.length);
        return this;
    }

    /** The bytes up to the first NUL, or to the end of the block, as UTF-8. */
    public String getString(long offset) {
        long end = offset;
        while (end < size && getByte(end) != 0) {
            end++;
        }
        return new String(getBytes(offset, (int) (end - offset)), StandardCharsets.UTF_8);
    }

    public Block fill(byte value) {
        IO.setMemory(address, size, value);
        return this;
    }

    /** The same memory as a buffer, for classes of the JDK that want one. Requires: at most 2 GB. */
    public ByteBuffer asBuffer() {
        return IO.newDirectByteBuffer(address, Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private long check(long offset, long length) {
        if (offset < 0 || length < 0 || offset > size - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + (offset + length) + " of a block of " + size);
        }
        return address + offset;
    }

    @Override
    public String toString() {
        return "Block[0x" + Long.toHexString(address) + " +" + size + "]";
    }
}
