package dev.stasis.engine.resource.file;

import dev.stasis.engine.trace.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Python program in a session of its own that has opened files and waits. */
public final class Program implements AutoCloseable {
    private static final String PRELUDE = """
            import os,socket,select,signal,time,ctypes,fcntl,struct,sys,array
            libc=ctypes.CDLL(None,use_errno=True)
            keep=[]
            def at(f,n):
             os.dup2(f.fileno() if hasattr(f,'fileno') else f,n); return n
            """;
    private static final String READY = """

            os.dup2(0,200)
            while True: time.sleep(1000)
            """;

    private final Target target;

    private Program(Target target) {
        this.target = target;
    }

    /** Runs {@code code}, which must not use double quotes, and waits until it has come to its end. */
    public static Program python(String code) throws IOException {
        Target target = Target.script("exec /usr/bin/python3 -c \"" + PRELUDE + code + READY + "\"");
        Program program = new Program(target);
        while (!Files.exists(Path.of("/proc/" + target.pid() + "/fd/200"))) {
            if (!target.handle().isAlive()) {
                throw new IOException("the program ended early:\n" + code);
            }
            Thread.onSpinWait();
        }
        return program;
    }

    public int pid() {
        return target.pid();
    }

    public ProcessHandle handle() {
        return target.handle();
    }

    @Override
    public void close() {
        target.close();
        while (target.handle().isAlive()) {
            Thread.onSpinWait();
        }
    }
}
