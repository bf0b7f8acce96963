package dev.stasis.engine.check;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.image.proto.CpuinfoEntry;
import dev.stasis.image.proto.CpuinfoX86Entry;

/** A processor in {@code cpuinfo.img}. Every field of the x86 entry is mapped; entries of other machines are refused. */
final class ProcessorImage {
    /** Version of the order of words: 19 of them. */
    private static final int CAPABILITY_VERSION = 2;

    private ProcessorImage() {}

    static CpuinfoEntry write(Processor processor) {
        return CpuinfoEntry.newBuilder()
                .addX86Entry(CpuinfoX86Entry.newBuilder()
                        .setVendorId(vendor(processor.vendor()))
                        .setCpuFamily(processor.family())
                        .setModel(processor.modelNumber())
                        .setStepping(processor.stepping())
                        .setCapabilityVer(CAPABILITY_VERSION)
                        .addAllCapability(processor.capabilities())
                        .setModelId(processor.model())
                        .setXfeaturesMask(processor.states())
                        .setXsaveSize(processor.stateSize())
                        .setXsaveSizeMax(processor.largestStateSize()))
                .build();
    }

    /** Older images have fewer words, and none of the extended state. */
    static Processor read(CpuinfoEntry image) {
        if (image.getX86EntryCount() == 0) {
            throw new ImageDamaged("cpuinfo.img has no x86 processor: it comes from another kind of machine");
        }
        CpuinfoX86Entry entry = image.getX86Entry(0);
        if (entry.getCapabilityCount() > Processor.WORDS) {
            throw new ImageDamaged("cpuinfo.img has " + entry.getCapabilityCount() + " words of capabilities, at most "
                    + Processor.WORDS + " are known: a newer version wrote it");
        }
        return new Processor(
                spelled(entry.getVendorId()),
                entry.getCpuFamily(),
                entry.getModel(),
                entry.getStepping(),
                entry.getCapabilityList(),
                entry.getModelId(),
                entry.getXfeaturesMask(),
                entry.getXsaveSize(),
                entry.getXsaveSizeMax());
    }

    private static CpuinfoX86Entry.Vendor vendor(String spelled) {
        return switch (spelled) {
            case Processor.INTEL -> CpuinfoX86Entry.Vendor.INTEL;
            case Processor.AMD -> CpuinfoX86Entry.Vendor.AMD;
            default -> CpuinfoX86Entry.Vendor.UNKNOWN;
        };
    }

    private static String spelled(CpuinfoX86Entry.Vendor vendor) {
        return switch (vendor) {
            case INTEL -> Processor.INTEL;
            case AMD -> Processor.AMD;
            case UNKNOWN -> "unknown";
        };
    }
}
