package dev.stasis.engine.resource.file.tty;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.resource.file.DeviceNumber;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import java.util.OptionalInt;

final class TtyFileDumper implements FileDumper<TtyFile> {
    @Override
    public boolean recognises(OpenFile file) {
        if (!file.stat().is(Stat.S_IFCHR) || (file.flags() & Fcntl.O_PATH) != 0) {
            return false;
        }
        int major = DeviceNumber.major(file.stat().specialDevice());
        return major == Devices.VIRTUAL || major == Devices.TTY || Devices.isSlave(major);
    }

    @Override
    public TtyFile dump(OpenFile file, FileDump dump) {
        TreeTerminals terminals = TreeTerminals.of(dump);
        OptionalInt external = terminals.external(file, dump);
        if (external.isPresent()) {
            Terminal terminal = TerminalReader.external(file, Terminal.externalId(external.getAsInt()));
            return new TtyFile(file.flags(), file.owner(), OptionalInt.empty(), terminal);
        }
        Terminal terminal = terminal(file, dump, terminals);
        int path = dump.newId();
        dump.add(path, RegularFiles.KIND, RegularFiles.KIND.dumper().dump(file, dump));
        return new TtyFile(file.flags(), file.owner(), OptionalInt.of(path), terminal);
    }

    private static Terminal terminal(OpenFile file, FileDump dump, TreeTerminals terminals) {
        long device = file.stat().specialDevice();
        int minor = DeviceNumber.minor(device);
        TerminalReader reader = new TerminalReader(dump, file, terminals);
        if (Devices.isSlave(DeviceNumber.major(device))) {
            int index = Devices.slaveIndex(device);
            if (!terminals.hasMaster(index) && !dump.request().shellJob()) {
                throw fromOutside(file);
            }
            return reader.slave(index);
        }
        if (DeviceNumber.major(device) == Devices.TTY && minor == Devices.PTMX) {
            return reader.master(Integer.parseInt(file.requireDetail("tty-index")));
        }
        if (DeviceNumber.major(device) == Devices.TTY && minor == Devices.CONTROLLING) {
            if (!dump.request().shellJob()) {
                throw fromOutside(file);
            }
            return reader.controlling();
        }
        throw new Unsupported("cannot dump " + file.describe()
                + ": it is a console, a virtual or a serial terminal, which cannot be restored; run the process on a"
                + " pseudo terminal, or give --external tty["
                + Long.toHexString(device) + ":" + Long.toHexString(file.stat().device()) + "]");
    }

    private static Unsupported fromOutside(OpenFile file) {
        return new Unsupported("cannot dump " + file.describe()
                + ": it is a terminal that the process shares with its shell or another process outside the tree; give"
                + " --shell-job (-j) to restore the process onto the terminal of the restore, or start it with setsid"
                + " and its input and output elsewhere");
    }
}
