package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.fd.Fd;

/** Mappings of this process, and copies between its memory and another process's. */
public final class MemoryCalls {
    public static final int PAGE = 4096;
    /** Most iovec elements one call takes, UIO_MAXIOV of linux/uio.h. */
    public static final int IOV_MAX = 1024;

    private static final int IOVEC = 16;

    private final Syscalls sys;

    MemoryCalls(Syscalls sys) {
        this.sys = sys;
    }

    /** mmap(2) in this process; {@code fd} is -1 for anonymous memory. */
    public Result tryMap(long address, long length, int protection, int flags, int fd, long offset) {
        return new Result(sys.call(Nr.MMAP, address, length, protection, flags, fd, offset));
    }

    public Block mapAnonymous(long length, int protection) {
        long address = tryMap(0, length, protection, 0x22, -1, 0).orThrow("mmap", length + " bytes");
        return Block.at(address, length);
    }

    public Block mapShared(Fd fd, long length, int protection) {
        long address = tryMap(0, length, protection, 0x1, fd.number(), 0).orThrow("mmap", fd.toString());
        return Block.at(address, length);
    }

    public Result unmap(Block block) {
        return new Result(sys.call(Nr.MUNMAP, block.address(), block.size()));
    }

    public Result advise(long address, long length, int advice) {
        return new Result(sys.call(Nr.MADVISE, address, length, advice));
    }

    /** Copies from {@code pid}'s memory; the number of bytes copied may be smaller than asked. */
    public Result readRemote(int pid, long address, Block into) {
        return one(Nr.PROCESS_VM_READV, pid, address, into);
    }

    /** Copies into {@code pid}'s memory, where its mapping is writable. */
    public Result writeRemote(int pid, long address, Block from) {
        return one(Nr.PROCESS_VM_WRITEV, pid, address, from);
    }

    /**
     * process_vm_readv(2) with prepared vectors: {@code local} and {@code remote} are arrays of struct iovec.
     *
     * @return bytes copied; stops short at the first remote element that faults
     */
    public Result readRemote(int pid, Block local, int locals, Block remote, int remotes) {
        return new Result(sys.call(Nr.PROCESS_VM_READV, pid, local.address(), locals, remote.address(), remotes, 0));
    }

    private Result one(int nr, int pid, long address, Block local) {
        try (Arena arena = new Arena()) {
            Block vectors = arena.allocate(2L * IOVEC);
            vectors.putLong(0, local.address()).putLong(8, local.size());
            vectors.putLong(IOVEC, address).putLong(IOVEC + 8, local.size());
            return new Result(sys.call(nr, pid, vectors.address(), 1, vectors.address() + IOVEC, 1, 0));
        }
    }
}
