package dev.stasis.engine.pages;

/**
 * What a dump of pages came to, in pages of 4096 bytes.
 *
 * @param scanned of private memory, those that could have been kept
 * @param inParent of those, how many are left to the parent set
 * @param written of private memory, into the set
 * @param lazy how many are not written, but brought later by a page server
 * @param sharedScanned likewise of shared memory
 * @param sharedInParent likewise of shared memory
 * @param sharedWritten likewise of shared memory
 */
public record PageCounts(
        long scanned,
        long inParent,
        long written,
        long lazy,
        long sharedScanned,
        long sharedInParent,
        long sharedWritten) {
    public static final PageCounts NONE = new PageCounts(0, 0, 0, 0, 0, 0, 0);

    PageCounts plus(PageCounts more) {
        return new PageCounts(
                scanned + more.scanned,
                inParent + more.inParent,
                written + more.written,
                lazy + more.lazy,
                sharedScanned + more.sharedScanned,
                sharedInParent + more.sharedInParent,
                sharedWritten + more.sharedWritten);
    }
}
