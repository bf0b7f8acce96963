package dev.stasis.engine.api.request;

/** One command with all its settings. */
public sealed interface Request
        permits Dump, PreDump, Restore, Check, CpuInfo, Dedup, PageServer, LazyPages, Service, Swrk {}
