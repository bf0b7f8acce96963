package dev.stasis.engine.kernel.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FdInfoTest {
    @Test
    void separatesTheFlagOfTheDescriptorFromThoseOfTheFile() {
        FdInfo info = FdInfo.parse("pos:\t12\nflags:\t02100002\nmnt_id:\t29\nino:\t77\n");

        assertEquals(12, info.position());
        assertEquals(0100002, info.statusFlags());
        assertTrue(info.closeOnExec());
        assertEquals(29, info.mountId());
    }

    @Test
    void keepsTheLinesThatOnlySomeKindsHave() {
        FdInfo info = FdInfo.parse("pos:\t0\nflags:\t02\nmnt_id:\t16\nino:\t77\neventfd-count:                5\n");

        assertEquals(List.of("ino:\t77", "eventfd-count:                5"), info.details());
    }
}
