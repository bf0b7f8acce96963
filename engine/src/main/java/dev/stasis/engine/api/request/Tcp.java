package dev.stasis.engine.api.request;

/**
 * What becomes of TCP connections.
 *
 * @param established they are dumped and restored
 * @param close they are restored closed
 * @param skipInFlight connections not yet accepted are left out (dump)
 * @param lock how their packets are held back (dump; restore takes what the inventory says)
 */
public record Tcp(boolean established, boolean close, boolean skipInFlight, NetworkLock lock) {
    public static final Tcp DEFAULT = new Tcp(false, false, false, NetworkLock.IPTABLES);
}
