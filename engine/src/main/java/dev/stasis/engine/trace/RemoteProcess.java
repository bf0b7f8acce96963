package dev.stasis.engine.trace;

import dev.stasis.engine.kernel.abi.Nr;

/**
 * A scope of system calls inside a stopped process that will live on: the leader's calls, calls of any other thread, and
 * scratch memory in the process for what the calls read and write. If this process is killed within the scope, all of it
 * undoes itself.
 */
public final class RemoteProcess implements AutoCloseable {
    /** Bytes of scratch memory. */
    public static final int SCRATCH = 64 << 10;

    private static final int LEADER_SLOT = 0;
    private static final int THREAD_SLOT = 1;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

    private final StubSite site;
    private final RemoteSyscalls leader;
    private final RemoteScratch scratch;

    private RemoteProcess(StubSite site, RemoteSyscalls leader, RemoteScratch scratch) {
        this.site = site;
        this.leader = leader;
        this.scratch = scratch;
    }

    /** Requires: all threads of the process are stopped; {@code site} is where its stubs go. */
    public static RemoteProcess open(Tracee leader, ThreadState state, StubSite site) {
        RemoteSyscalls remote = RemoteSyscalls.open(leader, state, site, LEADER_SLOT);
        try {
            long address = remote.call(Nr.MMAP, 0, SCRATCH, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0)
                    .orThrow("mmap of scratch memory", leader.toString());
            remote.owns(new RemoteAddress(address), SCRATCH);
            return new RemoteProcess(
                    site, remote, new RemoteScratch(leader.memory(), new RemoteAddress(address), SCRATCH));
        } catch (RuntimeException failure) {
            remote.close();
            site.close();
            throw failure;
        }
    }

    public RemoteSyscalls leader() {
        return leader;
    }

    /** Memory of the process for arguments and results; its contents are anybody's between two calls. */
    public RemoteScratch scratch() {
        return scratch;
    }

    /** A scope for another thread of the process; one at a time. */
    public RemoteSyscalls thread(Tracee tracee, ThreadState state) {
        return RemoteSyscalls.open(tracee, state, site, THREAD_SLOT);
    }

    @Override
    public void close() {
        try {
            // First: were it unmapped while healing once more, it could be what another thread has mapped there since.
            leader.owns(new RemoteAddress(0), 0);
            leader.call(Nr.MUNMAP, scratch.address().value(), SCRATCH);
        } finally {
            leader.close();
            site.close();
        }
    }
}
