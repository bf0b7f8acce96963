package dev.stasis.engine.api.request;

/** Kinds of namespace that a restore can be told to join. */
public enum NamespaceKind {
    NET("net"),
    UTS("uts"),
    TIME("time"),
    IPC("ipc"),
    USER("user"),
    MNT("mnt");

    private final String word;

    NamespaceKind(String word) {
        this.word = word;
    }

    /** The name in /proc/PID/ns and in {@code --join-ns}. */
    public String word() {
        return word;
    }
}
