package dev.stasis.engine.resource.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions that a vDSO offers and where they are: programs keep their addresses, so they must be the same where the
 * program goes on. The code between may differ, for the kernel patches it for the processor. elf(5).
 */
final class VdsoSymbols {
    private static final int MAGIC = 0x464c457f;
    private static final int PT_DYNAMIC = 2;
    private static final int DT_STRTAB = 5;
    private static final int DT_SYMTAB = 6;
    private static final int PROGRAM_HEADERS = 32;
    private static final int PROGRAM_HEADER_SIZE = 54;
    private static final int PROGRAM_HEADER_COUNT = 56;
    private static final int SYMBOL_BYTES = 24;
    private static final int VALUE = 8;

    private VdsoSymbols() {}

    /** Name to offset; empty if {@code image} is no such thing. */
    static Map<String, Long> of(byte[] image) {
        ByteBuffer elf = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Long> symbols = new TreeMap<>();
        try {
            if (elf.getInt(0) == MAGIC) {
                readSymbols(elf, symbols);
            }
        } catch (IndexOutOfBoundsException damaged) {
            symbols.clear();
        }
        return symbols;
    }

    private static void readSymbols(ByteBuffer elf, Map<String, Long> symbols) {
        int dynamic = dynamicSection(elf);
        int strings = 0;
        int table = 0;
        for (int at = dynamic; elf.getLong(at) != 0; at += 16) {
            if (elf.getLong(at) == DT_STRTAB) {
                strings = offset(elf.getLong(at + 8));
            } else if (elf.getLong(at) == DT_SYMTAB) {
                table = offset(elf.getLong(at + 8));
            }
        }
        // The linker puts the names right behind the symbols.
        for (int at = table + SYMBOL_BYTES; at + SYMBOL_BYTES <= strings; at += SYMBOL_BYTES) {
            symbols.put(string(elf, strings + elf.getInt(at)), elf.getLong(at + VALUE));
        }
    }

    private static int dynamicSection(ByteBuffer elf) {
        int at = (int) elf.getLong(PROGRAM_HEADERS);
        for (int i = 0; i < elf.getShort(PROGRAM_HEADER_COUNT); i++) {
            if (elf.getInt(at) == PT_DYNAMIC) {
                return (int) elf.getLong(at + 8);
            }
            at += elf.getShort(PROGRAM_HEADER_SIZE);
        }
        throw new IndexOutOfBoundsException("no dynamic section");
    }

    /** Addresses are offsets into a vDSO linked at 0; some kernels link it at a high address, some relocate it. */
    private static int offset(long address) {
        return (int) (address & 0xfffff);
    }

    private static String string(ByteBuffer elf, int from) {
        int to = from;
        while (elf.get(to) != 0) {
            to++;
        }
        byte[] name = new byte[to - from];
        elf.get(from, name);
        return new String(name, StandardCharsets.US_ASCII);
    }
}
