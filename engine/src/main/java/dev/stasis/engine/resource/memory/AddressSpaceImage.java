package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import dev.stasis.image.proto.MmEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** An address space as the message of mm-PID.img and back. */
public final class AddressSpaceImage {
    /** What readers have room for: an auxiliary vector longer than that is cut, its final AT_NULL included. */
    private static final int LONGEST_AUXILIARY_VECTOR = 44;

    private AddressSpaceImage() {}

    public static MmEntry write(AddressSpace space) {
        MemoryBounds bounds = space.bounds();
        MmEntry.Builder entry = MmEntry.newBuilder()
                .setMmStartCode(bounds.startCode())
                .setMmEndCode(bounds.endCode())
                .setMmStartData(bounds.startData())
                .setMmEndData(bounds.endData())
                .setMmStartStack(bounds.startStack())
                .setMmStartBrk(bounds.startBreak())
                .setMmBrk(space.endBreak())
                .setMmArgStart(bounds.argumentsStart())
                .setMmArgEnd(bounds.argumentsEnd())
                .setMmEnvStart(bounds.environmentStart())
                .setMmEnvEnd(bounds.environmentEnd())
                .setExeFileId(space.executable());
        List<Long> auxv = space.auxiliaryVector();
        entry.addAllMmSavedAuxv(auxv.subList(0, Math.min(auxv.size(), LONGEST_AUXILIARY_VECTOR)));
        space.mappings().forEach(mapping -> entry.addVmas(MappingImage.write(mapping)));
        space.dumpable().ifPresent(entry::setDumpable);
        return entry.setThpDisabled(space.hugePagesDisabled()).build();
    }

    /**
     * Reads what {@link #write} or the real CRIU wrote.
     *
     * @param image name of the file, for errors
     */
    public static AddressSpace read(MmEntry entry, String image) {
        if (entry.getAiosCount() > 0) {
            throw new Unsupported(image + " has a ring of io_setup(2) at 0x"
                    + Long.toHexString(entry.getAios(0).getId()) + ", which cannot be restored yet");
        }
        List<Mapping> mappings = new ArrayList<>();
        entry.getVmasList().forEach(vma -> MappingImage.read(vma, image).ifPresent(mappings::add));
        MappingRules.check(mappings, image);
        if (entry.getMmSavedAuxvCount() > LONGEST_AUXILIARY_VECTOR) {
            throw new ImageDamaged(image + ": mm_saved_auxv has " + entry.getMmSavedAuxvCount() + " words, "
                    + LONGEST_AUXILIARY_VECTOR + " are the most that there can be");
        }
        return new AddressSpace(
                bounds(entry),
                entry.getMmBrk(),
                entry.getMmSavedAuxvList(),
                entry.getExeFileId(),
                entry.hasDumpable() ? OptionalInt.of(entry.getDumpable()) : OptionalInt.empty(),
                entry.getThpDisabled(),
                mappings);
    }

    private static MemoryBounds bounds(MmEntry entry) {
        return new MemoryBounds(
                entry.getMmStartCode(),
                entry.getMmEndCode(),
                entry.getMmStartData(),
                entry.getMmEndData(),
                entry.getMmStartBrk(),
                entry.getMmStartStack(),
                entry.getMmArgStart(),
                entry.getMmArgEnd(),
                entry.getMmEnvStart(),
                entry.getMmEnvEnd());
    }
}
