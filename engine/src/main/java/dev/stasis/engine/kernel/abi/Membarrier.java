package dev.stasis.engine.kernel.abi;

/** membarrier(2): linux/membarrier.h, since Linux 4.3. "since" names the first kernel. */
public final class Membarrier {
    // Commands; a registration's bit is also the bit of MEMBARRIER_CMD_GET_REGISTRATIONS
    public static final int MEMBARRIER_CMD_QUERY = 0;
    public static final int MEMBARRIER_CMD_GLOBAL = 1;
    public static final int MEMBARRIER_CMD_GLOBAL_EXPEDITED = 2; // since 4.16
    public static final int MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 4; // since 4.16
    public static final int MEMBARRIER_CMD_PRIVATE_EXPEDITED = 8; // since 4.14
    public static final int MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED = 0x10; // since 4.14
    public static final int MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE = 0x20; // since 4.16
    public static final int MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 0x40; // since 4.16
    public static final int MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ = 0x80; // since 5.10
    public static final int MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ = 0x100; // since 5.10
    public static final int MEMBARRIER_CMD_GET_REGISTRATIONS = 0x200; // since 6.3

    private Membarrier() {}
}
