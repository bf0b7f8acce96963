package dev.stasis.engine.check;

import dev.stasis.engine.kernel.call.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a program may find out about the processor, and come to rely on.
 *
 * @param vendor as {@code cpuid} spells it: "GenuineIntel", "AuthenticAMD"
 * @param capabilities words of capability bits in the order of {@code cpuinfo.img}, see {@link #words}
 * @param model the brand name
 * @param states mask of the extended states that are switched on, x87 and AVX among them
 * @param stateSize bytes that XSAVE writes now
 * @param largestStateSize bytes that it would write with every state switched on
 */
record Processor(
        String vendor,
        int family,
        int modelNumber,
        int stepping,
        List<Integer> capabilities,
        String model,
        long states,
        int stateSize,
        int largestStateSize) {
    static final int WORDS = 19;
    static final String INTEL = "GenuineIntel";
    static final String AMD = "AuthenticAMD";

    private static final int EXTENDED_FAMILY = 0xf;
    private static final int P6 = 6;
    /** The SSE state is not counted among the states: every x86-64 processor has it. */
    private static final long SSE = 2;

    private static final int BRAND = 0x8000_0002;

    /** The kernel's own bits of word 3, as far as they are known here: REP MOVS is good, NOPL and CPUID exist. */
    private static final int REP_GOOD = 1 << 16;

    private static final int NOPL_AND_CPUID = 1 << 20 | 1 << 25;

    Processor {
        capabilities = List.copyOf(capabilities);
    }

    /** This machine's. */
    static Processor own(Linux linux) {
        Cpuid cpuid = Cpuid.ask(linux, leaves());
        int signature = cpuid.answer(1, 0).eax();
        int family = signature >> 8 & 0xf;
        int model = signature >> 4 & 0xf;
        if (family == EXTENDED_FAMILY || family == P6) {
            model |= (signature >> 16 & 0xf) << 4;
        }
        if (family == EXTENDED_FAMILY) {
            family += signature >> 20 & 0xff;
        }
        String vendor = vendor(cpuid.answer(0, 0));
        Cpuid.Answer states = cpuid.answer(0xd, 0);
        return new Processor(
                vendor,
                family,
                model,
                signature & 0xf,
                words(cpuid, vendor, family),
                brand(cpuid),
                ((long) states.edx() << 32 | Integer.toUnsignedLong(states.eax())) & ~SSE,
                states.ebx(),
                states.ecx());
    }

    private static List<Cpuid.Leaf> leaves() {
        return List.of(
                new Cpuid.Leaf(0, 0),
                new Cpuid.Leaf(1, 0),
                new Cpuid.Leaf(6, 0),
                new Cpuid.Leaf(7, 0),
                new Cpuid.Leaf(0xd, 0),
                new Cpuid.Leaf(0xd, 1),
                new Cpuid.Leaf(0xf, 0),
                new Cpuid.Leaf(0xf, 1),
                new Cpuid.Leaf(0x8000_0001, 0),
                new Cpuid.Leaf(BRAND, 0),
                new Cpuid.Leaf(BRAND + 1, 0),
                new Cpuid.Leaf(BRAND + 2, 0),
                new Cpuid.Leaf(0x8000_0007, 0),
                new Cpuid.Leaf(0x8000_0008, 0),
                new Cpuid.Leaf(0x8000_000a, 0));
    }

    /** Words 2 and 5 belong to processors without 64-bit mode or of makers long gone, 7 and 8 to the kernel. */
    private static List<Integer> words(Cpuid cpuid, String vendor, int family) {
        boolean fastMoves = vendor.equals(AMD) ? family >= EXTENDED_FAMILY : family == P6;
        return List.of(
                cpuid.answer(1, 0).edx(),
                cpuid.answer(0x8000_0001, 0).edx(),
                0,
                NOPL_AND_CPUID | (fastMoves ? REP_GOOD : 0),
                cpuid.answer(1, 0).ecx(),
                0,
                cpuid.answer(0x8000_0001, 0).ecx(),
                0,
                0,
                cpuid.answer(7, 0).ebx(),
                cpuid.answer(0xd, 1).eax(),
                cpuid.answer(7, 0).ecx(),
                cpuid.answer(0xf, 1).edx(),
                cpuid.answer(0x8000_0008, 0).ebx(),
                cpuid.answer(6, 0).eax(),
                cpuid.answer(0x8000_000a, 0).edx(),
                cpuid.answer(0xf, 0).edx(),
                cpuid.answer(0x8000_0007, 0).ebx(),
                cpuid.answer(7, 0).edx());
    }

    private static String vendor(Cpuid.Answer answer) {
        return text(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(answer.ebx())
                .putInt(answer.edx())
                .putInt(answer.ecx())
                .array());
    }

    private static String brand(Cpuid cpuid) {
        ByteBuffer text = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        for (int leaf = BRAND; leaf < BRAND + 3; leaf++) {
            Cpuid.Answer answer = cpuid.answer(leaf, 0);
            text.putInt(answer.eax()).putInt(answer.ebx()).putInt(answer.ecx()).putInt(answer.edx());
        }
        return text(text.array());
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
