package dev.stasis.engine.trace;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A process with 32 MB of its own that counts a word up all the time, and complains when it can see a child or a signal of
 * one.
 */
final class CountingTarget implements AutoCloseable {
    private static final String CODE = """
            import mmap
            m=mmap.mmap(-1,32<<20,mmap.MAP_PRIVATE|mmap.MAP_ANONYMOUS)
            for i in range(0,32<<20,4096): m[i]=7
            def complain(*a): open('FOLDER/complaint','w').close()
            def count(*a):
             struct.pack_into('q',m,0,struct.unpack_from('q',m,0)[0]+1)
             try:
              os.waitpid(-1,os.WNOHANG)
              complain()
             except ChildProcessError: pass
            open('FOLDER/address','w').write(str(ctypes.addressof(ctypes.c_char.from_buffer(m))))
            signal.signal(signal.SIGCHLD,complain)
            signal.signal(signal.SIGALRM,count)
            signal.setitimer(signal.ITIMER_REAL,0.001,0.001)
            """;

    private final Path folder;
    private final int pid;
    private final RemoteAddress word;

    private CountingTarget(Path folder, int pid) throws IOException {
        this.folder = folder;
        this.pid = pid;
        this.word = new RemoteAddress(Long.parseLong(Files.readString(folder.resolve("address"))));
    }

    static CountingTarget start(Path folder) throws IOException {
        return new CountingTarget(
                folder,
                Program.python(CODE.replace("FOLDER", folder.toString())).pid());
    }

    /** One that another process has started. */
    static CountingTarget running(Path folder, int pid) throws IOException {
        return new CountingTarget(folder, pid);
    }

    int pid() {
        return pid;
    }

    /** The word, in this process or in {@code copy} of it. */
    long count(int copy) {
        return new RemoteMemory(Linux.real(), copy).readLong(word);
    }

    boolean alive() {
        return ProcessHandle.of(pid).isPresent();
    }

    boolean complains() {
        return Files.exists(folder.resolve("complaint"));
    }

    /** Waits until it has counted further. */
    void awaitProgress() {
        long before = count(pid());
        while (count(pid()) < before + 3) {
            Thread.onSpinWait();
        }
    }

    String maps() throws IOException {
        return Files.readString(Path.of("/proc/" + pid() + "/maps"), StandardCharsets.ISO_8859_1);
    }

    /** Ids of its children and of its threads but the first. */
    String company() throws IOException {
        StringBuilder found = new StringBuilder();
        Path tasks = Path.of("/proc/" + pid() + "/task");
        try (Stream<Path> threads = Files.list(tasks)) {
            for (Path thread : threads.toList()) {
                if (!thread.getFileName().toString().equals(Integer.toString(pid()))) {
                    found.append("thread ").append(thread.getFileName()).append(' ');
                }
            }
        }
        String children =
                Files.readString(tasks.resolve(Integer.toString(pid())).resolve("children"));
        return found.append(children).toString();
    }

    /** Bytes at the end of its vDSO, where code is injected. */
    byte[] endOfVdso() throws IOException {
        long[] vdso = vdso();
        int length = StubSite.bytesAtEndOfVdso();
        return new RemoteMemory(Linux.real(), pid()).read(new RemoteAddress(vdso[1] - length), length);
    }

    StubSite site(Tracee leader) throws IOException {
        long[] vdso = vdso();
        return StubSite.in(leader.memory(), pid(), vdso[0], vdso[1]);
    }

    private long[] vdso() throws IOException {
        String line = maps().lines()
                .filter(text -> text.endsWith("[vdso]"))
                .findFirst()
                .orElseThrow();
        String[] range = line.substring(0, line.indexOf(' ')).split("-", -1);
        return new long[] {Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16)};
    }

    @Override
    public void close() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        while (alive()) {
            Thread.onSpinWait();
        }
    }
}
