package dev.stasis.engine.resource.file.inet;

/**
 * Options of SOL_TCP.
 *
 * @param keepCount probes before a silent connection is given up
 * @param keepIdle seconds of silence before the first probe; 0 when it is not known
 * @param keepInterval seconds between probes; 0 when it is not known
 */
public record TcpOptions(boolean cork, boolean noDelay, int keepCount, int keepIdle, int keepInterval) {}
