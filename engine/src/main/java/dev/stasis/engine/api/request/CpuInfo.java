package dev.stasis.engine.api.request;

/** Keeps the processor's properties in {@code cpuinfo.img}, or compares this processor with the kept ones. */
public record CpuInfo(Action action, ImageDirs dirs, CpuCap cpuCap) implements Request {
    /** The word after {@code cpuinfo}. */
    public enum Action {
        DUMP,
        CHECK
    }
}
