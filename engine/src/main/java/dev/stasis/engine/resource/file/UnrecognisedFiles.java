package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Stat;
import java.util.Map;

/** Open files that no kind recognises. */
public final class UnrecognisedFiles {
    private static final String CLOSE = "close it for the dump";

    /** What a file of anon_inode is, and what can be done. */
    private record Hint(String what, String remedy) {}

    private static final Map<String, Hint> ANONYMOUS = Map.ofEntries(
            hint("io_uring", "an io_uring, whose requests run in the kernel", "close the ring for the dump"),
            hint("userfaultfd", "a userfaultfd, which serves faults of memory", CLOSE),
            hint("inotify", "an inotify instance", "close it, or remove its watches, for the dump"),
            hint("fanotify", "a fanotify group", CLOSE),
            hint("perf_event", "a performance counter", "stop the profiler for the dump"),
            hint("pidfd", "a pidfd, which refers to a process", CLOSE),
            hint("bpf-map", "a BPF map", "pin it, and close it for the dump"),
            hint("bpf-prog", "a BPF program", "pin it, and close it for the dump"),
            hint("bpf_link", "a BPF link", "pin it, and close it for the dump"),
            hint("btf", "BPF type information", CLOSE),
            hint("kvm-vm", "a virtual machine of KVM", "save the machine with its own monitor instead"),
            hint("kvm-vcpu", "a processor of KVM", "save the machine with its own monitor instead"),
            hint("vfio-device", "a device given to user space", "release it for the dump"),
            hint("vfio", "devices given to user space", "release them for the dump"),
            hint("fscontext", "a file system being configured", "finish with fsmount(2) before the dump"),
            hint("seccomp notify", "the listener of a seccomp filter", CLOSE),
            hint("landlock-ruleset", "rules of Landlock", CLOSE),
            hint("sync_file", "a fence of a graphics driver", CLOSE),
            hint("dmabuf", "memory of a device driver", CLOSE));

    private UnrecognisedFiles() {}

    private static Map.Entry<String, Hint> hint(String name, String what, String remedy) {
        return Map.entry(name, new Hint(what, remedy));
    }

    /** The sentence that refuses {@code file}, to be thrown. */
    public static Unsupported refuse(OpenFile file) {
        Hint hint = hint(file);
        return new Unsupported("cannot dump process " + file.pid() + ": fd " + file.descriptor() + " (" + file.link()
                + ") is " + hint.what() + " and cannot be saved; " + hint.remedy());
    }

    private static Hint hint(OpenFile file) {
        String link = file.link();
        if (link.startsWith("anon_inode:")) {
            String name = link.substring("anon_inode:".length()).replaceAll("^\\[|\\]$", "");
            return ANONYMOUS.getOrDefault(
                    name.startsWith("vfio") ? "vfio" : name, new Hint("a kernel object of kind " + name, CLOSE));
        }
        if (link.startsWith("/dev/mqueue/")
                || file.detail("NOTIFY").isPresent()
                || file.detail("QSIZE").isPresent()) {
            return new Hint("a POSIX message queue", "read what it holds and close it for the dump");
        }
        if (link.startsWith("socket:[")) {
            return new Hint("a socket of a family that is not supported", CLOSE);
        }
        if (link.contains(":[") && !link.startsWith("/")) {
            return new Hint("a namespace, kept open", CLOSE);
        }
        if (file.stat().is(Stat.S_IFCHR)) {
            return new Hint("a character device with a state of its own", CLOSE);
        }
        if (file.stat().is(Stat.S_IFBLK)) {
            return new Hint("a block device", CLOSE);
        }
        return new Hint("a file of unknown kind", CLOSE);
    }
}
