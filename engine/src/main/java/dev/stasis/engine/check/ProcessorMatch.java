package dev.stasis.engine.check;

import dev.stasis.engine.api.request.CpuCap;
import java.util.ArrayList;
import java.util.List;

/** Whether programs dumped on one processor can go on on another. */
final class ProcessorMatch {
    private static final int FIRST_WORD = 0;
    private static final int FIRST_ECX = 4;
    /** FPU and FXSR of word 0; XSAVE and OSXSAVE of word 4. */
    private static final int STATE_BITS = 1 | 1 << 24;

    private static final int XSAVE_BITS = 1 << 26 | 1 << 27;
    /** Words whose bits the kernel makes up, among them how it works around faults. */
    private static final List<Integer> KERNEL_WORDS = List.of(3, 7, 8);

    private ProcessorMatch() {}

    /** What {@code here} lacks of {@code there}, as far as {@code asked} looks; empty when it suits. */
    static List<String> differences(Processor there, Processor here, CpuCap asked) {
        List<String> differences = new ArrayList<>();
        if (asked.cpu() && !sameIdentity(there, here)) {
            differences.add("it is " + describe(here) + ", not " + describe(there));
        }
        for (int word = 0; word < there.capabilities().size(); word++) {
            int wanted = there.capabilities().get(word);
            int had = here.capabilities().get(word);
            int bits = asked.cpu() ? wanted ^ had : lacking(word, wanted, had, asked);
            if (bits != 0) {
                differences.add(String.format("word %d of its capabilities differs in bits %08x", word, bits));
            }
        }
        if (asked.fpu() || asked.cpu()) {
            long states = there.states() & ~here.states();
            if (states != 0) {
                differences.add("it has no room for the extended states " + Long.toHexString(states));
            }
            if (there.stateSize() > here.stateSize()) {
                differences.add("its extended state takes " + here.stateSize() + " bytes, not " + there.stateSize());
            }
        }
        return differences;
    }

    private static int lacking(int word, int wanted, int had, CpuCap asked) {
        int missing = wanted & ~had;
        if (asked.ins() && !KERNEL_WORDS.contains(word)) {
            return missing;
        }
        if (asked.fpu()) {
            return missing & (word == FIRST_WORD ? STATE_BITS : word == FIRST_ECX ? XSAVE_BITS : 0);
        }
        return 0;
    }

    private static boolean sameIdentity(Processor there, Processor here) {
        return there.vendor().equals(here.vendor())
                && there.family() == here.family()
                && there.modelNumber() == here.modelNumber();
    }

    private static String describe(Processor processor) {
        return processor.vendor() + " family " + processor.family() + " model " + processor.modelNumber() + " ("
                + processor.model() + ")";
    }
}
