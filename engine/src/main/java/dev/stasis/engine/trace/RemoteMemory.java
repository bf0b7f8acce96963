package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/** The memory of another process, for small pieces; pages in bulk go another way (see the pages package). */
public final class RemoteMemory {
    private static final int O_RDWR = 2;

    private final Linux linux;
    private final int pid;

    public RemoteMemory(Linux linux, int pid) {
        this.linux = linux;
        this.pid = pid;
    }

    /** Reads exactly {@code length} bytes; a hole within them is an error. */
    public byte[] read(RemoteAddress from, int length) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(length);
            checked(linux.memory().readRemote(pid, from.value(), buffer), "process_vm_readv", from, length);
            return buffer.getBytes(0, length);
        }
    }

    public long readLong(RemoteAddress from) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(8);
            checked(linux.memory().readRemote(pid, from.value(), buffer), "process_vm_readv", from, 8);
            return buffer.getLong(0);
        }
    }

    /** Writes into writable mappings. */
    public void write(RemoteAddress to, byte[] bytes) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.copy(bytes);
            checked(linux.memory().writeRemote(pid, to.value(), buffer), "process_vm_writev", to, bytes.length);
        }
    }

    /** Writes even where the process itself may not: through /proc/PID/mem, which makes a private copy of the page. */
    public void force(RemoteAddress to, byte[] bytes) {
        try (Fd mem = openForced()) {
            force(mem, to, bytes);
        }
    }

    /** The file for {@link #force(Fd, RemoteAddress, byte[])}; it works on for as long as the process has this memory. */
    Fd openForced() {
        return linux.files().open(path(), O_RDWR, 0);
    }

    void force(Fd mem, RemoteAddress to, byte[] bytes) {
        try (Arena arena = new Arena()) {
            checked(linux.files().pwrite(mem, arena.copy(bytes), to.value()), "write to " + path(), to, bytes.length);
        }
    }

    private String path() {
        return "/proc/" + pid + "/mem";
    }

    private void checked(Result result, String call, RemoteAddress address, int length) {
        if (result.failedWith(3)) {
            throw new TaskGone("process " + pid + " ended while its memory was accessed");
        }
        long done = result.orThrow(call, length + " bytes at " + address + " of process " + pid);
        if (done != length) {
            throw new KernelRefused(call, length + " bytes at " + address + " of process " + pid, 14);
        }
    }
}
