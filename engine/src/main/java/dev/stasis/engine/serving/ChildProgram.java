package dev.stasis.engine.serving;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Starts a program in a session of its own that inherits chosen descriptors, which ProcessBuilder closes. Born by a vfork-like
 * clone on a stack of its own.
 */
public final class ChildProgram {
    private static final long CLONE_VM = 0x100;
    private static final long CLONE_VFORK = 0x4000;
    private static final int SIGCHLD = 17;
    private static final int CODE = 4096;
    private static final int STACK = 64 << 10;
    private static final int PROT_ALL = 7;

    /*
     * rdi = {path, argv, envp, u64 fd ..., -1}: setsid(); close_range(3, ~0, CLOSE_RANGE_CLOEXEC);
     * fcntl(fd, F_SETFD, 0) for each; execve(path, argv, envp); exit_group(127)
     */
    private static final byte[] BIRTH = HexFormat.of()
            .parseHex("4889fbb8700000000f05b8b4010000bf03000000beffffffffba040000000f05"
                    + "4c8d6318498b3c244885ff7814b848000000be0200000031d20f054983c408eb"
                    + "e3488b3b488b7308488b5310b83b0000000f05bf7f000000b8e70000000f05");

    private ChildProgram() {}

    /**
     * Texts have one character per byte (ISO-8859-1).
     *
     * @return the pid of the child: the caller waits for it, by that pid
     */
    public static int start(
            Linux linux, String program, List<String> words, List<String> variables, List<Integer> descriptors) {
        try (Arena arena = new Arena()) {
            Block argument = arena.allocate(24 + 8L * (descriptors.size() + 1));
            argument.putLong(0, name(arena, program).address());
            argument.putLong(8, strings(arena, words).address());
            argument.putLong(16, strings(arena, variables).address());
            int at = 24;
            for (int descriptor : descriptors) {
                argument.putLong(at, descriptor);
                at += 8;
            }
            argument.putLong(at, -1);
            Block code = linux.memory().mapAnonymous(CODE + STACK, PROT_ALL);
            try {
                code.putBytes(0, BIRTH);
                long stack = code.address() + CODE + STACK - 64;
                return (int) linux.spawn(code.address(), stack, CLONE_VM | CLONE_VFORK | SIGCHLD, argument.address())
                        .orThrow("clone", program);
            } finally {
                linux.memory().unmap(code);
            }
        }
    }

    private static Block strings(Arena arena, List<String> texts) {
        Block array = arena.allocate(8L * (texts.size() + 1));
        for (int i = 0; i < texts.size(); i++) {
            array.putLong(8L * i, name(arena, texts.get(i)).address());
        }
        return array;
    }

    private static Block name(Arena arena, String text) {
        byte[] raw = text.getBytes(StandardCharsets.ISO_8859_1);
        return arena.allocate(raw.length + 1L).putBytes(0, raw);
    }
}
