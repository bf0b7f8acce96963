package dev.stasis.engine.check;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.ProcessCalls;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The processor's own answers, by its {@code cpuid} instruction. No file tells all of them, so a child that shares this
 * process's memory executes some bytes of code and ends.
 */
final class Cpuid {
    /** What is asked for: the contents of eax and ecx. */
    record Leaf(int number, int sub) {}

    /** The four registers of the answer. */
    record Answer(int eax, int ebx, int ecx, int edx) {
        private static final Answer NONE = new Answer(0, 0, 0, 0);
    }

    /*
     * rdi = {u64 count, {u32 eax, ecx, answers: eax, ebx, ecx, edx}...}: cpuid for each; exit(0)
     */
    private static final byte[] CODE = HexFormat.of()
            .parseHex("4989f84d8b084983c008418b00418b48040fa2418940084189580c41894810418950144983c01849ffc975de"
                    + "31ffb83c0000000f05");

    private static final int PAGE = 4096;
    private static final int STACK = 64 << 10;
    private static final int HEAD = 8;
    private static final int ENTRY = 24;

    private final Map<Leaf, Answer> answers = new HashMap<>();

    private Cpuid() {}

    /** Asks for {@code leaves}; those beyond what the processor has are answered with zeros. */
    static Cpuid ask(Linux linux, List<Leaf> leaves) {
        Cpuid cpuid = new Cpuid();
        cpuid.execute(linux, List.of(new Leaf(0, 0), new Leaf(0x8000_0000, 0)));
        int largest = cpuid.answer(0, 0).eax();
        int largestExtended = cpuid.answer(0x8000_0000, 0).eax();
        cpuid.execute(
                linux,
                leaves.stream()
                        .filter(leaf ->
                                Integer.compareUnsigned(leaf.number(), leaf.number() >= 0 ? largest : largestExtended)
                                        <= 0)
                        .toList());
        return cpuid;
    }

    Answer answer(int number, int sub) {
        return answers.getOrDefault(new Leaf(number, sub), Answer.NONE);
    }

    private void execute(Linux linux, List<Leaf> leaves) {
        Block code = linux.memory().mapAnonymous(PAGE + STACK, Mman.PROT_READ | Mman.PROT_WRITE | Mman.PROT_EXEC);
        try (Arena arena = new Arena()) {
            code.putBytes(0, CODE);
            Block table = arena.allocate(HEAD + (long) ENTRY * leaves.size()).putLong(0, leaves.size());
            for (int i = 0; i < leaves.size(); i++) {
                long entry = HEAD + (long) ENTRY * i;
                table.putInt(entry, leaves.get(i).number())
                        .putInt(entry + 4, leaves.get(i).sub());
            }
            long child = linux.spawn(
                            code.address(),
                            code.address() + PAGE + STACK,
                            Sched.CLONE_VM | Sched.CLONE_VFORK | Signal.SIGCHLD,
                            table.address())
                    .orThrow("clone", "a child that asks the processor");
            linux.processes().waitFor((int) child, arena.allocate(8), ProcessCalls.WALL);
            for (int i = 0; i < leaves.size(); i++) {
                long entry = HEAD + (long) ENTRY * i;
                answers.put(
                        leaves.get(i),
                        new Answer(
                                table.getInt(entry + 8),
                                table.getInt(entry + 12),
                                table.getInt(entry + 16),
                                table.getInt(entry + 20)));
            }
        } finally {
            linux.memory().unmap(code);
        }
    }
}
