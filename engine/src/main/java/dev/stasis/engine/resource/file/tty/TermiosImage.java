package dev.stasis.engine.resource.file.tty;

import dev.stasis.image.proto.TermiosEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * TermiosEntry. The real CRIU copies the bytes of the control characters over its words, so that the first five words hold
 * four characters each and the others anything; readers of other makes would put one into each word.
 */
final class TermiosImage {
    private static final int PACKED = 4;
    private static final int BYTE = 0xff;

    private TermiosImage() {}

    static TermiosEntry write(Termios termios) {
        TermiosEntry.Builder entry = TermiosEntry.newBuilder()
                .setCIflag(termios.input())
                .setCOflag(termios.output())
                .setCCflag(termios.hardware())
                .setCLflag(termios.local())
                .setCLine(termios.line())
                .setCIspeed(0)
                .setCOspeed(0);
        for (int word = 0; word < Termios.CONTROL_CHARACTERS; word++) {
            entry.addCCc(packed(termios.control(), word * PACKED));
        }
        return entry.build();
    }

    private static int packed(List<Integer> control, int from) {
        int word = 0;
        for (int i = 0; i < PACKED && from + i < control.size(); i++) {
            word |= control.get(from + i) << (8 * i);
        }
        return word;
    }

    static Termios read(TermiosEntry entry) {
        List<Integer> control = new ArrayList<>();
        boolean packed = entry.getCCcList().stream().anyMatch(word -> (word & ~BYTE) != 0);
        for (int i = 0; i < Termios.CONTROL_CHARACTERS; i++) {
            int index = packed ? i / PACKED : i;
            int word = index < entry.getCCcCount() ? entry.getCCc(index) : 0;
            control.add((packed ? word >>> (8 * (i % PACKED)) : word) & BYTE);
        }
        return new Termios(
                entry.getCIflag(), entry.getCOflag(), entry.getCCflag(), entry.getCLflag(), entry.getCLine(), control);
    }
}
