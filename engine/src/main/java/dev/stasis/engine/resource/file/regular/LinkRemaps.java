package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileStat;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Names given to files that lost the one they were opened by but have others, which cannot be found: a hard link beside
 * the old name ({@code --link-remap}). They stay on disk until the restore.
 */
public final class LinkRemaps {
    private final Map<Inode, Link> links = new HashMap<>();

    private static final Pattern TEMPORARY = Pattern.compile(".*/link_remap\\.\\d+", Pattern.DOTALL);

    private record Inode(long device, long inode) {}

    private record Link(String path, Remap.Linked remap) {}

    private LinkRemaps() {}

    /** Whether it is a name as dumps give; only such a name may a restore take away. */
    static boolean isTemporary(String path) {
        return TEMPORARY.matcher(path).matches();
    }

    static LinkRemaps of(FileDump dump) {
        return dump.shared(LinkRemaps.class, LinkRemaps::new);
    }

    /** Takes the names away again: after a dump that failed, or that was none of a tree that is to be restored. */
    public static void undo(FileDump dump) {
        LinkRemaps remaps = of(dump);
        remaps.links.values().forEach(link -> dump.linux().paths().tryUnlink(link.path()));
        remaps.links.clear();
    }

    Remap.Linked link(FoundFile file, String path, FileDump dump) {
        FileStat stat = file.stat();
        if (!dump.request().files().linkRemap()) {
            throw new Unsupported("cannot dump " + file.who() + ": " + path
                    + " was deleted or replaced while open, but the file still has " + stat.links()
                    + " other name(s), which cannot be found; give --link-remap to let it have a temporary one");
        }
        return links.computeIfAbsent(new Inode(stat.device(), stat.inode()), inode -> make(file, path, dump))
                .remap();
    }

    private static Link make(FoundFile file, String path, FileDump dump) {
        int id = dump.newId();
        String name = path.substring(0, path.lastIndexOf('/') + 1) + "link_remap." + id;
        Result made = dump.linux().paths().tryLink(file.way(), name);
        if (!made.ok()) {
            made.orThrow("giving " + file.who() + " a temporary name", name);
        }
        RegularFile record = new RegularFile(
                name,
                0,
                0,
                FileOwner.NONE,
                OptionalInt.of(file.stat().mode()),
                file.stat().is(Stat.S_IFREG) ? OptionalLong.of(file.stat().size()) : OptionalLong.empty(),
                Optional.empty(),
                false,
                Optional.empty());
        dump.add(id, RegularFiles.KIND, record);
        return new Link(name, new Remap.Linked(id));
    }
}
