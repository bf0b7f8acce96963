package dev.stasis.engine;

import dev.stasis.engine.api.Engine;
import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Check;
import dev.stasis.engine.api.request.CpuInfo;
import dev.stasis.engine.api.request.Dedup;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.LazyPages;
import dev.stasis.engine.api.request.PageServer;
import dev.stasis.engine.api.request.PreDump;
import dev.stasis.engine.api.request.Request;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.check.CheckSession;
import dev.stasis.engine.check.CpuInfoSession;
import dev.stasis.engine.dump.DumpSession;
import dev.stasis.engine.dump.PreDumpSession;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.dedup.DedupSession;
import dev.stasis.engine.pages.lazy.LazyPagesSession;
import dev.stasis.engine.pages.server.PageServerSession;
import dev.stasis.engine.restore.RestoreSession;
import dev.stasis.image.ImageDamagedException;

/** Hands each request to the session that carries it out. */
public final class StasisEngine implements Engine {
    private final Log log;

    public StasisEngine(Log log) {
        this.log = log;
    }

    @Override
    public Outcome run(Request request, ProgressListener progress) {
        if (log.shows(Log.Level.DEBUG)) {
            log.debug("request: " + request);
        }
        try {
            return handOver(request, progress);
        } catch (ImageDamagedException damaged) {
            throw new ImageDamaged(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private Outcome handOver(Request request, ProgressListener progress) {
        if (request instanceof Dump dump) {
            return DumpSession.run(Linux.real(), dump, log, progress);
        }
        if (request instanceof PreDump preDump) {
            return PreDumpSession.run(Linux.real(), preDump, log, progress);
        }
        if (request instanceof Check check) {
            return new CheckSession(Linux.real(), log).run(check, progress);
        }
        if (request instanceof CpuInfo cpuInfo) {
            return new CpuInfoSession(Linux.real(), log).run(cpuInfo);
        }
        if (request instanceof Restore restore) {
            return new RestoreSession(Linux.real(), restore, log, progress).run();
        }
        if (request instanceof Dedup dedup) {
            return DedupSession.run(Linux.real(), dedup, log, progress);
        }
        if (request instanceof LazyPages lazyPages) {
            return new LazyPagesSession(Linux.real(), lazyPages, log, progress).run();
        }
        if (request instanceof PageServer server) {
            return new PageServerSession(Linux.real(), server, log, progress).run();
        }
        throw new Unsupported(
                "this version of Stasis has no " + request.getClass().getSimpleName());
    }
}
