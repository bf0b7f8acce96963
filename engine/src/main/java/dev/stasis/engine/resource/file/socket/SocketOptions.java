package dev.stasis.engine.resource.file.socket;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Options of SOL_SOCKET.
 *
 * @param sendBuffer in bytes, as getsockopt(2) gives it: twice what was set
 * @param receiveBuffer likewise
 * @param ints the further ones that this kind of socket has on this kernel
 * @param linger seconds; empty when SO_LINGER is off
 * @param device interface it is bound to; empty for none
 * @param filter classic BPF, an instruction each: code &lt;&lt; 48 | jt &lt;&lt; 40 | jf &lt;&lt; 32 | k
 */
public record SocketOptions(
        int sendBuffer,
        int receiveBuffer,
        Timeout sendTimeout,
        Timeout receiveTimeout,
        Map<IntOption, Integer> ints,
        OptionalInt linger,
        String device,
        List<Long> filter) {
    /** What a socket outside the tree has in an image. */
    public static final SocketOptions NONE =
            new SocketOptions(0, 0, Timeout.NEVER, Timeout.NEVER, Map.of(), OptionalInt.empty(), "", List.of());

    /** struct timeval; nothing for never. */
    public record Timeout(long seconds, long microseconds) {
        public static final Timeout NEVER = new Timeout(0, 0);
    }

    public SocketOptions {
        ints = Map.copyOf(ints);
        filter = List.copyOf(filter);
    }
}
