package dev.stasis.engine.resource.file.socket;

import dev.stasis.image.proto.SkOptsEntry;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** The options of a socket as its entry has them; a mark of 0 and what the kernel does not know are left out. */
public final class SocketOptionsImage {
    private SocketOptionsImage() {}

    public static SkOptsEntry.Builder write(SocketOptions options) {
        SkOptsEntry.Builder entry = SkOptsEntry.newBuilder()
                .setSoSndbuf(options.sendBuffer())
                .setSoRcvbuf(options.receiveBuffer())
                .setSoSndTmoSec(options.sendTimeout().seconds())
                .setSoSndTmoUsec(options.sendTimeout().microseconds())
                .setSoRcvTmoSec(options.receiveTimeout().seconds())
                .setSoRcvTmoUsec(options.receiveTimeout().microseconds())
                .addAllSoFilter(options.filter());
        options.ints().forEach((option, value) -> write(option, value, entry));
        options.linger().ifPresent(entry::setSoLinger);
        if (!options.device().isEmpty()) {
            entry.setSoBoundDev(options.device());
        }
        return entry;
    }

    private static void write(IntOption option, int value, SkOptsEntry.Builder entry) {
        boolean on = value != 0;
        switch (option) {
            case REUSEADDR -> entry.setReuseaddr(on);
            case REUSEPORT -> entry.setSoReuseport(on);
            case PRIORITY -> entry.setSoPriority(value);
            case RCVLOWAT -> entry.setSoRcvlowat(value);
            case MARK -> {
                if (on) {
                    entry.setSoMark(value);
                }
            }
            case PASSCRED -> entry.setSoPasscred(on);
            case PASSSEC -> entry.setSoPasssec(on);
            case DONTROUTE -> entry.setSoDontroute(on);
            case NO_CHECK -> entry.setSoNoCheck(on);
            case BROADCAST -> entry.setSoBroadcast(on);
            case KEEPALIVE -> entry.setSoKeepalive(on);
            case OOBINLINE -> entry.setSoOobinline(value);
            case BUF_LOCK -> entry.setSoBufLock(value);
        }
    }

    public static SocketOptions read(SkOptsEntry entry) {
        return new SocketOptions(
                entry.getSoSndbuf(),
                entry.getSoRcvbuf(),
                new SocketOptions.Timeout(entry.getSoSndTmoSec(), entry.getSoSndTmoUsec()),
                new SocketOptions.Timeout(entry.getSoRcvTmoSec(), entry.getSoRcvTmoUsec()),
                ints(entry),
                entry.hasSoLinger() ? OptionalInt.of(entry.getSoLinger()) : OptionalInt.empty(),
                entry.getSoBoundDev(),
                entry.getSoFilterList());
    }

    private static Map<IntOption, Integer> ints(SkOptsEntry entry) {
        Map<IntOption, Integer> ints = new EnumMap<>(IntOption.class);
        put(ints, IntOption.REUSEADDR, entry.hasReuseaddr(), entry.getReuseaddr());
        put(ints, IntOption.REUSEPORT, entry.hasSoReuseport(), entry.getSoReuseport());
        put(ints, IntOption.PRIORITY, entry.hasSoPriority(), entry.getSoPriority());
        put(ints, IntOption.RCVLOWAT, entry.hasSoRcvlowat(), entry.getSoRcvlowat());
        put(ints, IntOption.MARK, true, entry.getSoMark());
        put(ints, IntOption.PASSCRED, entry.hasSoPasscred(), entry.getSoPasscred());
        put(ints, IntOption.PASSSEC, entry.hasSoPasssec(), entry.getSoPasssec());
        put(ints, IntOption.DONTROUTE, entry.hasSoDontroute(), entry.getSoDontroute());
        put(ints, IntOption.NO_CHECK, entry.hasSoNoCheck(), entry.getSoNoCheck());
        put(ints, IntOption.BROADCAST, entry.hasSoBroadcast(), entry.getSoBroadcast());
        put(ints, IntOption.KEEPALIVE, entry.hasSoKeepalive(), entry.getSoKeepalive());
        put(ints, IntOption.OOBINLINE, entry.hasSoOobinline(), entry.getSoOobinline());
        put(ints, IntOption.BUF_LOCK, entry.hasSoBufLock(), entry.getSoBufLock());
        return ints;
    }

    private static void put(Map<IntOption, Integer> ints, IntOption option, boolean present, int value) {
        if (present) {
            ints.put(option, value);
        }
    }

    private static void put(Map<IntOption, Integer> ints, IntOption option, boolean present, boolean value) {
        put(ints, option, present, value ? 1 : 0);
    }
}
