package dev.stasis.engine.resource.task.segment;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.resource.task.segment.Segments.Segment;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.UserDescT;

/** {@code thread_info.tls}; the two bits of {@code contents} are fields of their own there. */
public final class SegmentsImage implements TaskImage<Segments> {
    @Override
    public void write(Segments value, CoreEntry.Builder core) {
        for (Segment segment : value.slots()) {
            core.getThreadInfoBuilder()
                    .addTls(UserDescT.newBuilder()
                            .setEntryNumber(segment.number())
                            .setBaseAddr(segment.base())
                            .setLimit(segment.limit())
                            .setSeg32Bit(has(segment, Segment.SEG_32BIT))
                            .setContentsH(has(segment, Segment.CONTENTS_HIGH))
                            .setContentsL(has(segment, Segment.CONTENTS_LOW))
                            .setReadExecOnly(has(segment, Segment.READ_EXEC_ONLY))
                            .setLimitInPages(has(segment, Segment.LIMIT_IN_PAGES))
                            .setSegNotPresent(has(segment, Segment.NOT_PRESENT))
                            .setUsable(has(segment, Segment.USEABLE)));
        }
    }

    @Override
    public Segments read(CoreEntry core) {
        return new Segments(core.getThreadInfo().getTlsList().stream()
                .map(SegmentsImage::read)
                .toList());
    }

    private static Segment read(UserDescT entry) {
        int flags = bit(entry.getSeg32Bit(), Segment.SEG_32BIT)
                | bit(entry.getContentsH(), Segment.CONTENTS_HIGH)
                | bit(entry.getContentsL(), Segment.CONTENTS_LOW)
                | bit(entry.getReadExecOnly(), Segment.READ_EXEC_ONLY)
                | bit(entry.getLimitInPages(), Segment.LIMIT_IN_PAGES)
                | bit(entry.getSegNotPresent(), Segment.NOT_PRESENT)
                | bit(entry.getUsable(), Segment.USEABLE);
        return new Segment(entry.getEntryNumber(), entry.getBaseAddr(), entry.getLimit(), flags);
    }

    private static boolean has(Segment segment, int flag) {
        return (segment.flags() & flag) != 0;
    }

    private static int bit(boolean set, int flag) {
        return set ? flag : 0;
    }
}
