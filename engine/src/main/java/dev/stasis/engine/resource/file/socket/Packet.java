package dev.stasis.engine.resource.file.socket;

import java.util.Arrays;

/** A message that waits in a socket; of a stream, a piece of it. Not to be changed. */
public record Packet(byte[] data) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Packet packet && Arrays.equals(data, packet.data);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "Packet[" + data.length + " bytes]";
    }
}
