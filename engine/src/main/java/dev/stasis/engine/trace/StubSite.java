package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.x86_64.CopyStub;
import dev.stasis.engine.trace.x86_64.HealStub;
import dev.stasis.engine.trace.x86_64.QuestionStub;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The place in a process where injected code lies: the zero bytes at the end of its vDSO, which every 64-bit process has
 * mapped executable. Writing there makes a private copy of that page; no other process sees it.
 *
 * <p>There are two slots: one for the thread that holds the process's scratch memory, one for any other thread. Behind them
 * is room for a {@link QuestionStub}, which either of the two threads uses, and for a {@link CopyStub}, in which a thread may
 * stay for longer than this is open.
 */
public final class StubSite implements AutoCloseable {
    private static final int SLOT = (HealStub.SIZE + 15) & ~15;
    private static final int SLOTS = 2;
    private static final int QUESTIONS = SLOT * SLOTS;
    private static final int COPIES = QUESTIONS + QuestionStub.SIZE;
    private static final int BYTES = COPIES + CopyStub.SIZE;
    private static final long PAGE_MASK = 0xfff;

    private final RemoteMemory memory;
    private final RemoteAddress base;
    private boolean written;
    private byte[] questions = new byte[0];
    private @Nullable Fd file;

    private StubSite(RemoteMemory memory, RemoteAddress base) {
        this.memory = memory;
        this.base = base;
    }

    /**
     * The site of a process. What a killed tracer of another version has left there is taken out.
     *
     * <p>Requires: no thread of the process {@linkplain #isHealing is healing}.
     *
     * @param vdsoStart start of the process's [vdso] mapping
     * @param vdsoEnd its end, exclusive
     */
    public static StubSite in(RemoteMemory memory, int pid, long vdsoStart, long vdsoEnd) {
        RemoteAddress base = new RemoteAddress(vdsoEnd - BYTES);
        if (base.value() < vdsoStart) {
            throw noRoom(pid);
        }
        byte[] found = memory.read(base, BYTES);
        StubSite site = new StubSite(memory, base);
        if (!isFree(found)) {
            if (!OwnVdso.isAmongZeros(memory, base)) {
                throw noRoom(pid);
            }
            memory.force(new RemoteAddress(vdsoEnd - OwnVdso.zeros()), new byte[OwnVdso.zeros()]);
        }
        return site;
    }

    /** Addresses of stubs: a thread found running here is still healing from a tracer that was killed. */
    public boolean contains(long address) {
        return Long.compareUnsigned(address - base.value(), BYTES) < 0;
    }

    /**
     * Whether a thread whose instruction pointer is {@code rip} is still healing from a tracer that was killed. It has
     * all signals blocked and borrowed registers: let it run on before anything is read from it.
     */
    public static boolean isHealing(RemoteMemory memory, long rip) {
        return isKnownStub(memory, rip) || OwnVdso.isAmongZeros(memory, new RemoteAddress(rip));
    }

    private static boolean isKnownStub(RemoteMemory memory, long rip) {
        long base = (rip | PAGE_MASK) + 1 - BYTES;
        if (Long.compareUnsigned(rip, base) < 0) {
            return false;
        }
        if (rip - base >= COPIES) {
            return CopyStub.isStub(memory.read(new RemoteAddress(base + COPIES), CopyStub.SIZE));
        }
        if (rip - base >= QUESTIONS) {
            return QuestionStub.isStub(memory.read(new RemoteAddress(base + QUESTIONS), QuestionStub.SIZE));
        }
        long slot = (rip - base) / SLOT;
        return HealStub.isStub(memory.read(new RemoteAddress(base + slot * SLOT), SLOT));
    }

    RemoteAddress slot(int number) {
        return base.plus((long) SLOT * number);
    }

    void write(int slot, byte[] stub) {
        written = true;
        force(slot(slot), stub);
    }

    /** Where {@link #writeQuestions} puts them. */
    RemoteAddress questions() {
        return base.plus(QUESTIONS);
    }

    /** Offset of a slot's heal code from {@link #questions}. */
    static int healFromQuestions(int slot) {
        return SLOT * slot + HealStub.HEAL - QUESTIONS;
    }

    /** Threads of one process mostly ask the same: then the stub is there already. */
    void writeQuestions(byte[] stub) {
        if (!Arrays.equals(stub, questions)) {
            written = true;
            force(questions(), stub);
            questions = stub.clone();
        }
    }

    /** Where a {@link CopyStub} goes. Whoever writes it takes it out again. */
    RemoteAddress copies() {
        return base.plus(COPIES);
    }

    /** Offset of a slot's heal code from {@link #copies}. */
    static int healFromCopies(int slot) {
        return SLOT * slot + HealStub.HEAL - COPIES;
    }

    /** Takes the stubs out again, but for that of {@link #copies}. Requires: no thread of the process is inside one. */
    @Override
    public void close() {
        try {
            if (written) {
                written = false;
                force(base, new byte[COPIES]);
            }
        } finally {
            if (file != null) {
                file.close();
                file = null;
            }
        }
    }

    private void force(RemoteAddress to, byte[] bytes) {
        if (file == null) {
            file = memory.openForced();
        }
        memory.force(file, to, bytes);
    }

    /** Offset and length, from the end of a vDSO, of the bytes that a killed tracer may have left non-zero. */
    public static int bytesAtEndOfVdso() {
        return BYTES;
    }

    private static boolean isFree(byte[] found) {
        for (int slot = 0; slot < SLOTS; slot++) {
            byte[] bytes = Arrays.copyOfRange(found, slot * SLOT, (slot + 1) * SLOT);
            if (!HealStub.isStub(bytes) && !Arrays.equals(bytes, new byte[SLOT])) {
                return false;
            }
        }
        byte[] questions = Arrays.copyOfRange(found, QUESTIONS, COPIES);
        byte[] copies = Arrays.copyOfRange(found, COPIES, BYTES);
        return (QuestionStub.isStub(questions) || Arrays.equals(questions, new byte[QuestionStub.SIZE]))
                && (CopyStub.isStub(copies) || Arrays.equals(copies, new byte[CopyStub.SIZE]));
    }

    private static Unsupported noRoom(int pid) {
        return new Unsupported(
                "process " + pid + " has no free bytes at the end of its vDSO to run code in; its vDSO was"
                        + " changed or comes from an unknown kernel");
    }
}
