/**
 * Dirty tracking: which pages of a process were written since an earlier set was made. What a tracker does not know for
 * certain to be unchanged counts as written: slower, never wrong.
 *
 * <p>Kernel contract of {@link dev.stasis.engine.pages.track.UserfaultTracker}: userfaultfd(2) in its asynchronous mode of
 * write protection (Linux 6.7) and the ioctl PAGEMAP_SCAN. The descriptor stays open in the process between two commands,
 * beside a memfd that says for which set it stands. Both are close-on-exec and are not part of any image set. Registered
 * areas do not merge with others that the process maps beside them later; an mremap(2) over such a border fails with EFAULT.
 */
@NullMarked
package dev.stasis.engine.pages.track;

import org.jspecify.annotations.NullMarked;
