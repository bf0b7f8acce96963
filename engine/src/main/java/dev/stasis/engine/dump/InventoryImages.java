package dev.stasis.engine.dump;

import dev.stasis.engine.api.request.NetworkLock;
import dev.stasis.engine.api.request.PreDumpMode;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Time;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.track.BaseSet;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.Lsmtype;
import dev.stasis.image.proto.PluginsEntry;
import dev.stasis.image.proto.SeccompEntry;
import dev.stasis.image.proto.TimensEntry;
import dev.stasis.image.proto.Timespec;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** What is said of a set as a whole: {@code inventory.img}, and the images that every CRIU expects. */
final class InventoryImages {
    private static final int VERSION = 2;
    private static final int PRE_DUMP_VERSION = 0;
    private static final int OWN_CGROUPS = 1;

    private InventoryImages() {}

    /** The clocks, and that there are no filters. */
    static void write(FrozenDump dump) throws IOException {
        ImageSetWriter set = dump.set();
        set.write(ImageType.SECCOMP, SeccompEntry.getDefaultInstance());
        set.write(
                ImageType.TIMENS,
                0,
                TimensEntry.newBuilder()
                        .setMonotonic(now(dump.linux(), Time.CLOCK_MONOTONIC))
                        .setBoottime(now(dump.linux(), Time.CLOCK_BOOTTIME))
                        .build());
    }

    /**
     * Completes a pre-dump when it is committed with it: its version says that it is no full set. Requires: the tree stands
     * still, for a process that is younger than this is not in the set.
     */
    static InventoryEntry ofPreDump(Linux linux, Chain chain, PreDumpMode mode) {
        return InventoryEntry.newBuilder()
                .setImgVersion(PRE_DUMP_VERSION)
                .setDumpUptime(uptime(linux))
                .setPreDumpMode(mode == PreDumpMode.SPLICE ? 1 : 2)
                .setPluginsEntry(PluginsEntry.getDefaultInstance())
                .setDumpCriuRunId(chain.id())
                .build();
    }

    /** What a next set needs to know of one; empty if it is not complete. */
    static Optional<BaseSet> base(ImageDirectory set) {
        return set.find(ImageType.INVENTORY)
                .map(inventory -> new BaseSet(
                        Optional.of(inventory.getDumpCriuRunId()).filter(id -> !id.isEmpty()),
                        inventory.hasDumpUptime() ? OptionalLong.of(inventory.getDumpUptime()) : OptionalLong.empty()));
    }

    /** Completes the set when it is committed with it. Requires: the tree stands still, whose time goes into it. */
    static InventoryEntry inventory(FrozenDump dump) throws IOException {
        InventoryEntry.Builder inventory = InventoryEntry.newBuilder()
                .setImgVersion(VERSION)
                .setFdinfoPerId(true)
                .setRootIds(KernelObjects.ids(1))
                .setNsPerId(true)
                .setRootCgSet(OWN_CGROUPS)
                .setLsmtype(Lsmtype.NO_LSM)
                .setNetworkLockMethod(lockMethod(dump.request().tcp().lock()))
                .setPluginsEntry(PluginsEntry.getDefaultInstance())
                .setDumpCriuRunId(dump.chain().id());
        if (dump.chain().tracking()) {
            inventory.setDumpUptime(uptime(dump.linux()));
        }
        if (dump.request().tcp().close()) {
            inventory.setTcpClose(true);
        }
        if (dump.request().allowUprobes()) {
            inventory.setAllowUprobes(true);
        }
        return inventory.build();
    }

    private static int lockMethod(NetworkLock lock) {
        return switch (lock) {
            case IPTABLES -> 0;
            case NFTABLES -> 1;
            case SKIP -> 2;
        };
    }

    /** Microseconds since boot. */
    private static long uptime(Linux linux) {
        Timespec now = now(linux, Time.CLOCK_BOOTTIME);
        return now.getTvSec() * 1_000_000 + now.getTvNsec() / 1000;
    }

    private static Timespec now(Linux linux, int clock) {
        try (Arena arena = new Arena()) {
            Block time = arena.allocate(16);
            linux.raw().call(Nr.CLOCK_GETTIME, clock, time.address());
            return Timespec.newBuilder()
                    .setTvSec(time.getLong(0))
                    .setTvNsec(time.getLong(8))
                    .build();
        }
    }
}
