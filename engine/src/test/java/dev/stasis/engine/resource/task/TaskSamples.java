package dev.stasis.engine.resource.task;

import dev.stasis.engine.kernel.proc.LimitTable.Limit;
import dev.stasis.engine.resource.task.altstack.AlternateStack;
import dev.stasis.engine.resource.task.credentials.Credentials;
import dev.stasis.engine.resource.task.itimer.IntervalTimers;
import dev.stasis.engine.resource.task.itimer.IntervalTimers.IntervalTimer;
import dev.stasis.engine.resource.task.loginuid.LoginUid;
import dev.stasis.engine.resource.task.membarrier.BarrierRegistrations;
import dev.stasis.engine.resource.task.name.TaskName;
import dev.stasis.engine.resource.task.oom.OomScore;
import dev.stasis.engine.resource.task.parentdeath.ParentDeathSignal;
import dev.stasis.engine.resource.task.pending.ProcessSignals;
import dev.stasis.engine.resource.task.pending.SignalInfo;
import dev.stasis.engine.resource.task.pending.ThreadSignals;
import dev.stasis.engine.resource.task.personality.Personality;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.Setting;
import dev.stasis.engine.resource.task.registers.FinalState;
import dev.stasis.engine.resource.task.rlimit.ResourceLimits;
import dev.stasis.engine.resource.task.robustlist.RobustList;
import dev.stasis.engine.resource.task.rseq.Rseq;
import dev.stasis.engine.resource.task.scheduling.Scheduling;
import dev.stasis.engine.resource.task.segment.Segments;
import dev.stasis.engine.resource.task.segment.Segments.Segment;
import dev.stasis.engine.resource.task.sigaction.SignalAction;
import dev.stasis.engine.resource.task.sigaction.SignalActions;
import dev.stasis.engine.resource.task.subreaper.Subreaper;
import dev.stasis.engine.resource.task.tidaddress.TidAddress;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.x86_64.FpuState;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.engine.trace.x86_64.XsaveComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/** A value of every record, with all its parts set and none like another. */
final class TaskSamples {
    /** Address of the area that the samples of registers and rseq agree about. */
    private static final RemoteAddress RSEQ = new RemoteAddress(0x7f00_0000_1000L);

    private static final List<Object> ALL = List.of(
            new TaskName("caf\u00e9 \\ (1)"),
            new Personality(0x40000, 0x400040),
            new Subreaper(true),
            new LoginUid(OptionalInt.of(1000)),
            new OomScore(OptionalInt.of(-17)),
            new Scheduling(0x40000002, 42, -5),
            new BarrierRegistrations(0x114),
            new Segments(List.of(
                    new Segment(12, 0xfff01234, 0xfffff, 0x7f),
                    new Segment(13, 0, 0, 0x28),
                    new Segment(14, 1, 2, 0x5))),
            new TidAddress(new RemoteAddress(0x7f00_0000_0123L)),
            new RobustList(new RemoteAddress(0x7f00_0000_0456L), 24),
            new Rseq(RSEQ, 32, 0x53053053),
            new SignalActions(Map.of(
                    1, new SignalAction(0x401000, 0x1c000004, 0x402000, -2L),
                    5, new SignalAction(1, 0, 0, 0),
                    17, new SignalAction(0, 2, 0, 0),
                    64, new SignalAction(0x403000, 0x80000000L, 0x402000, 1))),
            new AlternateStack(0x7f00_0001_0000L, 65536, 0x80000000),
            new ProcessSignals(List.of(signal(12, 0), signal(36, -1), signal(36, -1))),
            new ThreadSignals(List.of(signal(10, -6))),
            new IntervalTimers(
                    new IntervalTimer(1, 2, 3, 4), new IntervalTimer(5, 6, 7, 8), new IntervalTimer(9, 10, 11, 12)),
            new PosixTimers(List.of(
                    new PosixTimer(0, 1, 12, 0, -1L, 3, new Setting(1, 2, 3, 4), 0),
                    new PosixTimer(7, -6, 34, 4, 5, 0, new Setting(0, 0, 9, 999_999_999), 4242))),
            limits(),
            new Credentials(
                    new Credentials.Ids(1, 2, 3, 4),
                    new Credentials.Ids(5, 6, 7, -2),
                    List.of(8, 9, -3),
                    new Credentials.Capabilities(
                            0x1_0000_0001L, 0x1ff_ffff_ffffL, 0x2_0000_0002L, 0x3_0000_0003L, 0x1_0000_0001L),
                    0x2f,
                    true),
            new ParentDeathSignal(15),
            finalState());

    private TaskSamples() {}

    static <T> T of(TaskKind<T> kind) {
        return ALL.stream()
                .filter(kind.record()::isInstance)
                .map(kind.record()::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind.noun() + " has no sample"));
    }

    private static SignalInfo signal(int number, int code) {
        byte[] bytes = new byte[SignalInfo.BYTES];
        bytes[0] = (byte) number;
        bytes[8] = (byte) code;
        bytes[127] = 77;
        return SignalInfo.of(bytes);
    }

    private static ResourceLimits limits() {
        List<Limit> limits = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            limits.add(new Limit(i, i % 2 == 0 ? -1 : 1000 + i));
        }
        return new ResourceLimits(limits);
    }

    private static FinalState finalState() {
        Registers registers = Registers.of(LongStream.range(0, Registers.COUNT)
                .map(i -> i * 0x0101_0101_0101_0101L - 1)
                .toArray());
        Map<XsaveComponent, byte[]> components = new EnumMap<>(XsaveComponent.class);
        for (XsaveComponent component : XsaveComponent.values()) {
            components.put(component, filled(component.bytes(), component.bytes()));
        }
        FpuState fpu = FpuState.of(filled(FpuState.LEGACY_BYTES, 3), 0x2ffL, components);
        return new FinalState(
                registers, fpu, 0x8000_0000_0000_0201L, new FinalState.HeldSection(RSEQ.plus(8), 0x401234));
    }

    private static byte[] filled(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (seed + i * 7);
        }
        return bytes;
    }
}
