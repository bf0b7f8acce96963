package dev.stasis.engine.pages;

/**
 * What a dump of pages came to, in pages of 4096 bytes.
 *
 * @param scanned of private memory, those that could have been kept
 * @param written of private memory, into the set
 * @param lazy of those, how many may be brought later
 * @param sharedScanned likewise of shared memory
 * @param sharedWritten likewise of shared memory
 */
public record PageCounts(long scanned, long written, long lazy, long sharedScanned, long sharedWritten) {
    public static final PageCounts NONE = new PageCounts(0, 0, 0, 0, 0);

    PageCounts plus(PageCounts more) {
        return new PageCounts(
                scanned + more.scanned,
                written + more.written,
                lazy + more.lazy,
                sharedScanned + more.sharedScanned,
                sharedWritten + more.sharedWritten);
    }
}
