package dev.stasis.engine.api.request;

/** How packets of dumped connections are held back until restore. */
public enum NetworkLock {
    IPTABLES,
    NFTABLES,
    SKIP
}
