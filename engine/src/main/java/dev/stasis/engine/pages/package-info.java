/**
 * Contents of memory: copying the pages of a frozen process into a pages file, and back into a task under construction.
 * Shared anonymous memory and memfds are kept once, under the number of their inode.
 *
 * <p>Pages never go through remote calls one by one: out with process_vm_readv(2) into the mapped file, back with
 * preadv(2) inside the task, a thousand runs a call.
 */
@NullMarked
package dev.stasis.engine.pages;

import org.jspecify.annotations.NullMarked;
