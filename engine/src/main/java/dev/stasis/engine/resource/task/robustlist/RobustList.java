package dev.stasis.engine.resource.task.robustlist;

import dev.stasis.engine.trace.RemoteAddress;

/**
 * Head of a thread's list.
 *
 * @param head address of struct robust_list_head; 0 for none
 * @param length its size, 24 bytes
 */
public record RobustList(RemoteAddress head, int length) {}
