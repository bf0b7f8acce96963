package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.MemfdInodeEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.RemapFilePathEntry;
import dev.stasis.image.proto.RemapType;
import dev.stasis.image.proto.ScmEntry;
import dev.stasis.image.proto.SkPacketEntry;
import dev.stasis.image.proto.TimerfdEntry;
import dev.stasis.image.proto.TtyInfoEntry;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** What files say of other files, and of images that complete them. */
final class FileReferences {
    private static final int GHOST_IN_OLD_SETS = 1 << 31;
    /** PATH_MAX without its final NUL. */
    private static final int LONGEST_NAME = 4095;

    private final ImageDirectory images;
    private final FileTable files;
    private final Set<Long> inodes = new HashSet<>();
    private final Set<Integer> terminals = new HashSet<>();

    private FileReferences(ImageDirectory images, FileTable files) {
        this.images = images;
        this.files = files;
    }

    static void check(ImageDirectory images, FileTable files) {
        FileReferences references = new FileReferences(images, files);
        references.readTargets();
        references.checkFiles();
        references.checkRemaps();
        references.checkQueues();
    }

    private void readTargets() {
        for (MemfdInodeEntry inode : images.all(ImageType.MEMFD)) {
            inodes.add(inode.getInodeId());
        }
        int index = 0;
        for (TtyInfoEntry terminal : images.all(ImageType.TTY_INFO)) {
            Spot at = Spot.of(images, ImageType.TTY_INFO, 0, index++);
            if (!terminals.add(terminal.getId())) {
                throw at.damaged("id", "is that of a record before");
            }
            at.lengthIs(19, terminal.getTermios().getCCcCount(), "termios.c_cc");
            at.lengthIs(19, terminal.getTermiosLocked().getCCcCount(), "termios_locked.c_cc");
        }
    }

    private void checkFiles() {
        int index = 0;
        for (FileEntry file : files.entries()) {
            checkFile(Spot.of(images, ImageType.FILES, 0, index++), file);
        }
    }

    private void checkFile(Spot at, FileEntry file) {
        if (file.hasReg()) {
            checkName(at, file.getReg());
        }
        if (file.hasFifo() && file.getFifo().hasRegfId()) {
            files.require(at, "fifo.regf_id", file.getFifo().getRegfId(), FdTypes.REG);
        }
        if (file.hasTty()) {
            if (file.getTty().hasRegfId()) {
                files.require(at, "tty.regf_id", file.getTty().getRegfId(), FdTypes.REG);
            }
            if (!terminals.contains(file.getTty().getTtyInfoId())) {
                throw at.damaged("tty.tty_info_id", "is that of no record of tty-info.img");
            }
        }
        if (file.hasMemfd()
                && !inodes.contains(Integer.toUnsignedLong(file.getMemfd().getInodeId()))) {
            throw at.damaged("memfd.inode_id", "is that of no record of memfd.img");
        }
        if (file.hasTfd()) {
            checkTimer(at, file.getTfd());
        }
    }

    /** A path from the root, unless the file is brought along by whoever restores. */
    private static void checkName(Spot at, RegFileEntry file) {
        String name = file.getNameBytes().toString(StandardCharsets.ISO_8859_1);
        at.lengthAtMost(LONGEST_NAME, name.length(), "reg.name");
        if (name.indexOf('\0') >= 0 || !(name.startsWith("/") || file.getExt())) {
            throw at.damaged("reg.name", "is no path from the root");
        }
    }

    private static void checkTimer(Spot at, TimerfdEntry timer) {
        at.atMost(TimerCheck.NANOSECONDS, timer.getVnsec(), "tfd.vnsec");
        at.atMost(TimerCheck.NANOSECONDS, timer.getInsec(), "tfd.insec");
    }

    private void checkRemaps() {
        Set<Integer> remapped = new HashSet<>();
        int index = 0;
        for (RemapFilePathEntry remap : images.all(ImageType.REMAP_FPATH)) {
            Spot at = Spot.of(images, ImageType.REMAP_FPATH, 0, index++);
            files.require(at, "orig_id", remap.getOrigId(), FdTypes.REG);
            if (!remapped.add(remap.getOrigId())) {
                throw at.damaged("orig_id", "is " + remap.getOrigId() + ", which is remapped by a record before");
            }
            checkTarget(at, remap);
        }
    }

    private void checkTarget(Spot at, RemapFilePathEntry remap) {
        int target = remap.getRemapId();
        RemapType type = remap.getRemapType();
        if (!remap.hasRemapType() && (target & GHOST_IN_OLD_SETS) != 0) {
            type = RemapType.GHOST;
            target &= ~GHOST_IN_OLD_SETS;
        }
        if (type == RemapType.LINKED) {
            files.require(at, "remap_id", target, FdTypes.REG);
        } else if (type == RemapType.GHOST && !images.has(ImageType.GHOST_FILE, Integer.toUnsignedLong(target))) {
            throw at.damaged("remap_id", "is " + target + ", but that ghost file is not there");
        }
    }

    private void checkQueues() {
        int index = 0;
        for (SkPacketEntry packet : images.all(ImageType.SK_QUEUES)) {
            Spot at = Spot.of(images, ImageType.SK_QUEUES, 0, index++);
            if (files.type(packet.getIdFor()) == FdTypes.UND) {
                throw at.damaged(
                        "id_for", "is " + Integer.toUnsignedString(packet.getIdFor()) + ", but no file has this id");
            }
            for (ScmEntry message : packet.getScmList()) {
                checkRights(at, message);
            }
        }
    }

    private void checkRights(Spot at, ScmEntry message) {
        for (int id : message.getRightsList()) {
            if (files.type(id) == FdTypes.UND) {
                throw at.damaged("scm.rights", "has " + Integer.toUnsignedString(id) + ", but no file has this id");
            }
        }
    }
}
