package dev.stasis.engine.dump;

import dev.stasis.engine.kernel.proc.FdInfo;

/**
 * A descriptor as /proc shows it.
 *
 * @param number in the table of process {@code pid}
 * @param link text of /proc/PID/fd/N
 */
record OwnedDescriptor(int pid, int number, String link, FdInfo info) {}
