/**
 * Files in memory: memfd_create(2), and shared anonymous memory, which the real CRIU keeps as one. Their pages are in
 * {@code pagemap-shmem-INODE.img}.
 *
 * <p>Of MemfdInodeEntry, {@code hugetlb_flag} is read only to refuse it: memory of huge pages cannot be kept yet.
 */
@NullMarked
package dev.stasis.engine.resource.file.memfd;

import org.jspecify.annotations.NullMarked;
