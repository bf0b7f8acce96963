package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.Setting;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.PosixTimerEntry;

/** {@code tc.timers.posix}. */
public final class PosixTimersImage implements TaskImage<PosixTimers> {
    @Override
    public void write(PosixTimers value, CoreEntry.Builder core) {
        for (PosixTimer timer : value.timers()) {
            PosixTimerEntry.Builder entry = PosixTimerEntry.newBuilder()
                    .setItId(timer.id())
                    .setClockId(timer.clock())
                    .setSiSigno(timer.signal())
                    .setItSigevNotify(timer.way())
                    .setSivalPtr(timer.value())
                    .setOverrun(timer.overrun())
                    .setIsec(timer.setting().intervalSeconds())
                    .setInsec(timer.setting().intervalNanos())
                    .setVsec(timer.setting().seconds())
                    .setVnsec(timer.setting().nanos());
            if (timer.notifiesThread()) {
                entry.setNotifyThreadId(timer.thread());
            }
            core.getTcBuilder().getTimersBuilder().addPosix(entry);
        }
    }

    @Override
    public PosixTimers read(CoreEntry core) {
        return new PosixTimers(core.getTc().getTimers().getPosixList().stream()
                .map(PosixTimersImage::read)
                .toList());
    }

    private static PosixTimer read(PosixTimerEntry entry) {
        return new PosixTimer(
                entry.getItId(),
                entry.getClockId(),
                entry.getSiSigno(),
                entry.getItSigevNotify(),
                entry.getSivalPtr(),
                entry.getOverrun(),
                new Setting(entry.getIsec(), entry.getInsec(), entry.getVsec(), entry.getVnsec()),
                entry.getNotifyThreadId());
    }
}
