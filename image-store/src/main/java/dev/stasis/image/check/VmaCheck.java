package dev.stasis.image.check;

import static dev.stasis.image.check.VmaStatus.ANON_PRIVATE;
import static dev.stasis.image.check.VmaStatus.ANON_SHARED;
import static dev.stasis.image.check.VmaStatus.FILE_PRIVATE;
import static dev.stasis.image.check.VmaStatus.FILE_SHARED;
import static dev.stasis.image.check.VmaStatus.GUARD;
import static dev.stasis.image.check.VmaStatus.KINDS;
import static dev.stasis.image.check.VmaStatus.MEMFD;
import static dev.stasis.image.check.VmaStatus.PLUGIN;
import static dev.stasis.image.check.VmaStatus.REGULAR;
import static dev.stasis.image.check.VmaStatus.SOCKET;
import static dev.stasis.image.check.VmaStatus.VSYSCALL;
import static dev.stasis.image.check.VmaStatus.has;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.VmaEntry;

/** The mappings of a task, by ascending address: none overlaps, all are such as mmap(2) can make, their files are there. */
final class VmaCheck {
    /** TASK_SIZE_MAX with page tables of four levels; with five the kernel hands out more only to who asks. */
    static final long END_OF_USER_SPACE = 0x7fff_ffff_f000L;

    private static final int PAGE = 4096;
    private static final int ALL_PROTECTIONS = 7;
    private static final int READ_WRITE = 2;

    /**
     * NORMAL, RANDOM, SEQUENTIAL, DONTFORK, MERGEABLE, HUGEPAGE, NOHUGEPAGE, DONTDUMP, WIPEONFORK: advice that lasts. Other
     * bits would have a restore throw pages away.
     */
    private static final long ADVICE = 1 | 1 << 1 | 1 << 2 | 1 << 10 | 1 << 12 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 18;

    private final Spot at;
    private final FileTable files;
    private final PrivateRanges ranges = new PrivateRanges();
    private int index = -1;
    private long end;
    private long guardEnd;
    private boolean guards;

    VmaCheck(Spot at, FileTable files) {
        this.at = at;
        this.files = files;
    }

    PrivateRanges ranges() {
        return ranges;
    }

    void add(VmaEntry vma) {
        index++;
        if (has(vma, VSYSCALL)) {
            return; // beyond user space, and not restored
        }
        checkRange(vma);
        checkOrder(vma);
        if ((vma.getStatus() & ~VmaStatus.KNOWN) != 0) {
            throw damaged("status", "has bits that nobody knows: 0x" + Integer.toHexString(vma.getStatus()));
        }
        if (has(vma, REGULAR)) {
            checkKind(vma);
            checkFile(vma);
        }
        if (VmaStatus.hasOwnPages(vma)) {
            ranges.add(vma.getStart(), vma.getEnd());
        }
    }

    private void checkRange(VmaEntry vma) {
        long start = vma.getStart();
        if (start % PAGE != 0 || vma.getEnd() % PAGE != 0 || vma.getPgoff() % PAGE != 0) {
            throw damaged("start", "end or pgoff is not the beginning of a page: " + range(vma));
        }
        if (start < 0 || start >= vma.getEnd() || vma.getEnd() > END_OF_USER_SPACE) {
            throw damaged("end", "makes no range of user space: " + range(vma));
        }
        if (vma.getPgoff() < 0 || vma.getPgoff() > Long.MAX_VALUE - (vma.getEnd() - start)) {
            throw damaged("pgoff", "is more than a file can have, 0x" + Long.toHexString(vma.getPgoff()));
        }
    }

    private void checkOrder(VmaEntry vma) {
        boolean guard = has(vma, GUARD);
        long before = guard ? guardEnd : end;
        if (vma.getStart() < before || (guards && !guard)) {
            throw damaged("start", "is 0x" + Long.toHexString(vma.getStart()) + ", not behind the mapping before");
        }
        guards = guard;
        if (guard) {
            guardEnd = vma.getEnd();
        } else {
            end = vma.getEnd();
        }
    }

    private void checkKind(VmaEntry vma) {
        if (Integer.bitCount(vma.getStatus() & KINDS) != 1 && !has(vma, SOCKET | PLUGIN)) {
            throw damaged("status", "is not of one kind of mapping: 0x" + Integer.toHexString(vma.getStatus()));
        }
        int type = vma.getFlags() & VmaStatus.MAP_TYPE;
        boolean shared = type == VmaStatus.MAP_SHARED;
        boolean known = shared || type == VmaStatus.MAP_PRIVATE || type == VmaStatus.MAP_DROPPABLE;
        if (!known
                || (vma.getFlags() & ~VmaStatus.MAP_KNOWN) != 0
                || (has(vma, FILE_SHARED | ANON_SHARED) && !shared)
                || (has(vma, FILE_PRIVATE | ANON_PRIVATE) && shared)
                || (has(vma, ANON_PRIVATE | ANON_SHARED) && (vma.getFlags() & VmaStatus.MAP_ANONYMOUS) == 0)) {
            throw damaged(
                    "flags",
                    "is 0x" + Integer.toHexString(vma.getFlags()) + ", not flags of a mapping with the status 0x"
                            + Integer.toHexString(vma.getStatus()));
        }
        if ((vma.getProt() & ~ALL_PROTECTIONS) != 0) {
            throw damaged("prot", "is 0x" + Integer.toHexString(vma.getProt()) + ", no protection");
        }
        if ((vma.getMadv() & ~ADVICE) != 0) {
            throw damaged("madv", "is 0x" + Long.toHexString(vma.getMadv()) + ", which is no lasting advice");
        }
    }

    private void checkFile(VmaEntry vma) {
        if (vma.getFdflags() < 0 || vma.getFdflags() > READ_WRITE) {
            throw damaged("fdflags", "is " + Integer.toUnsignedString(vma.getFdflags()) + ", no access mode");
        }
        if (!has(vma, FILE_PRIVATE | FILE_SHARED)) {
            return;
        }
        FdTypes type = files.type(vma.getShmid());
        boolean fits = has(vma, MEMFD)
                ? type == FdTypes.MEMFD
                : type == FdTypes.REG || type == FdTypes.MEMFD || type == FdTypes.EXT;
        if (!fits) {
            throw damaged(
                    "shmid",
                    "is " + Long.toUnsignedString(vma.getShmid()) + ", but no file that can be mapped has this id");
        }
    }

    private ImageDamagedException damaged(String field, String reason) {
        return at.damaged("vmas." + index + "." + field, reason);
    }

    private static String range(VmaEntry vma) {
        return "0x" + Long.toHexString(vma.getStart()) + "-0x" + Long.toHexString(vma.getEnd()) + " of offset 0x"
                + Long.toHexString(vma.getPgoff());
    }
}
