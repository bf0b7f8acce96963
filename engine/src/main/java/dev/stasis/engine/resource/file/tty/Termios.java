package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's struct termios (asm-generic/termbits.h): four words of flags, the line discipline, 19 control characters.
 *
 * @param control characters, 0 to 255
 */
public record Termios(int input, int output, int hardware, int local, int line, List<Integer> control) {
    static final int BYTES = 36;
    static final int CONTROL_CHARACTERS = 19;

    private static final int LINE = 16;
    private static final int CONTROL = 17;

    public Termios {
        control = List.copyOf(control);
    }

    static Termios of(Block struct) {
        List<Integer> control = new ArrayList<>();
        for (int i = 0; i < CONTROL_CHARACTERS; i++) {
            control.add(struct.getByte(CONTROL + i) & 0xff);
        }
        return new Termios(
                struct.getInt(0),
                struct.getInt(4),
                struct.getInt(8),
                struct.getInt(12),
                struct.getByte(LINE) & 0xff,
                control);
    }

    Block in(Arena arena) {
        Block struct = arena.allocate(BYTES);
        struct.putInt(0, input).putInt(4, output).putInt(8, hardware).putInt(12, local);
        struct.putByte(LINE, (byte) line);
        for (int i = 0; i < control.size() && i < CONTROL_CHARACTERS; i++) {
            struct.putByte(CONTROL + i, control.get(i).byteValue());
        }
        return struct;
    }
}
