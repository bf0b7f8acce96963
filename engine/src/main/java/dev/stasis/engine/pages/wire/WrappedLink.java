package dev.stasis.engine.pages.wire;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;

/** A link that does all that another does, but for what a subclass does otherwise. Owns the other. */
abstract class WrappedLink implements Link {
    private final Link link;

    WrappedLink(Link link) {
        this.link = link;
    }

    @Override
    public String peer() {
        return link.peer();
    }

    @Override
    public Fd socket() {
        return link.socket();
    }

    @Override
    public boolean buffered() {
        return link.buffered();
    }

    @Override
    public boolean awaits(int milliseconds) {
        return link.awaits(milliseconds);
    }

    @Override
    public long read(Block into) {
        return link.read(into);
    }

    @Override
    public void write(Block from) {
        link.write(from);
    }

    @Override
    public void push() {
        link.push();
    }

    @Override
    public void finish() {
        link.finish();
    }

    @Override
    public void close() {
        link.close();
    }
}
