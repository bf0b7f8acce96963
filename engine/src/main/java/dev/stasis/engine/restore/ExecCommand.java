package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code --exec-cmd}: this process turns into another program, which thereby becomes the parent of the restored root. */
final class ExecCommand {
    private ExecCommand() {}

    /** Does not return unless it fails; then the restored tree goes on, and its root is our child. */
    static void become(Linux linux, List<String> command) {
        String program = find(command.get(0));
        try (Arena arena = new Arena()) {
            Block arguments = strings(arena, command);
            Block environment = strings(
                    arena,
                    System.getenv().entrySet().stream()
                            .map(ExecCommand::variable)
                            .toList());
            long answer = linux.raw()
                    .call(Nr.EXECVE, arena.string(program).address(), arguments.address(), environment.address());
            throw new BadRequest("the tree is restored and runs, but the command " + program + " cannot be started: "
                    + Errno.describe((int) -answer) + "; check --exec-cmd");
        }
    }

    private static String variable(Map.Entry<String, String> entry) {
        return entry.getKey() + "=" + entry.getValue();
    }

    private static Block strings(Arena arena, List<String> texts) {
        Block array = arena.allocate(8L * (texts.size() + 1));
        for (int i = 0; i < texts.size(); i++) {
            array.putLong(8L * i, arena.string(texts.get(i)).address());
        }
        return array;
    }

    private static String find(String name) {
        if (name.contains("/")) {
            return name;
        }
        for (String directory :
                System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        return name;
    }
}
