package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.resource.file.DeviceNumber;

/** Device numbers of terminals: Documentation/admin-guide/devices.txt. */
final class Devices {
    /** Major of virtual and serial terminals. */
    static final int VIRTUAL = 4;
    /** Major of /dev/tty, /dev/console, /dev/ptmx. */
    static final int TTY = 5;
    /** Minor of /dev/tty. */
    static final int CONTROLLING = 0;
    /** Minor of /dev/ptmx. */
    static final int PTMX = 2;

    private static final int FIRST_SLAVE = 136;
    private static final int LAST_SLAVE = 143;
    private static final int SLAVES_A_MAJOR = 1 << 20;

    private Devices() {}

    static boolean isSlave(int major) {
        return major >= FIRST_SLAVE && major <= LAST_SLAVE;
    }

    /** N of /dev/pts/N. */
    static int slaveIndex(long device) {
        return (DeviceNumber.major(device) - FIRST_SLAVE) * SLAVES_A_MAJOR + DeviceNumber.minor(device);
    }
}
