package dev.stasis.engine.resource.task.segment;

import java.util.List;

/** The GDT slots of a thread, in order. */
public record Segments(List<Segment> slots) {
    static final int FIRST_SLOT = 12;
    static final int COUNT = 3;

    public Segments {
        slots = List.copyOf(slots);
    }

    /**
     * struct user_desc, asm/ldt.h.
     *
     * @param number slot in the GDT
     * @param base 32-bit address
     * @param flags bit field: 0 seg_32bit, 1-2 contents, 3 read_exec_only, 4 limit_in_pages, 5 seg_not_present, 6 useable
     */
    public record Segment(int number, int base, int limit, int flags) {
        static final int SEG_32BIT = 1;
        static final int CONTENTS_LOW = 2;
        static final int CONTENTS_HIGH = 4;
        static final int READ_EXEC_ONLY = 8;
        static final int LIMIT_IN_PAGES = 0x10;
        static final int NOT_PRESENT = 0x20;
        static final int USEABLE = 0x40;

        /** What the kernel says of a slot that was never set. */
        static Segment empty(int number) {
            return new Segment(number, 0, 0, READ_EXEC_ONLY | NOT_PRESENT);
        }

        boolean present() {
            return (flags & NOT_PRESENT) == 0;
        }
    }
}
