package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.List;
import java.util.Optional;

/**
 * An open file of the frozen tree as its dumper sees it: the first descriptor that refers to it, and a borrowed copy.
 *
 * @param pid of the process it was found in
 * @param descriptor its number there
 * @param link text of /proc/PID/fd/N, bytes as ISO-8859-1 characters: a path, perhaps with " (deleted)", or "pipe:[4711]"
 * @param stat of the file behind it
 * @param flags open file status flags without O_CLOEXEC, from fdinfo
 * @param position in bytes, from fdinfo
 * @param mountId of the mount it was opened on, from fdinfo
 * @param details the further lines of fdinfo, as they stand ("eventfd-count: 1")
 * @param owner who gets its SIGIO
 * @param copy a descriptor of this process for the same description: what is done to it is done to the target's
 */
public record OpenFile(
        int pid,
        int descriptor,
        String link,
        FileStat stat,
        int flags,
        long position,
        int mountId,
        List<String> details,
        FileOwner owner,
        Fd copy) {
    /** Value of the line {@code name} among the details, without the blanks around it. */
    public Optional<String> detail(String name) {
        return details.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    /** As {@link #detail}, of a line that kernels we know all have. */
    public String requireDetail(String name) {
        return detail(name)
                .orElseThrow(() -> new Unsupported("cannot save " + describe() + ": the kernel's fdinfo has no line \""
                        + name + "\"; a kernel with CONFIG_PROC_FS that tells it is needed"));
    }

    /** How an error names it: "fd 9 of process 4711 (pipe:[123])". */
    public String describe() {
        return "fd " + descriptor + " of process " + pid + " (" + link + ")";
    }
}
