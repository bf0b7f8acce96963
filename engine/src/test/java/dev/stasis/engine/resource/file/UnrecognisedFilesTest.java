package dev.stasis.engine.resource.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.resource.Kinds;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
class UnrecognisedFilesTest {
    @Test
    void saysWhatAFileIsAndWhatToDo() throws IOException {
        try (Program target = Program.python("at(libc.inotify_init1(0),100); at(libc.syscall(434,os.getpid(),0),101)\n"
                + "at(os.open('/proc/self/ns/uts',0),102); at(libc.syscall(323,1),103)")) {
            int pid = target.pid();
            assertEquals(
                    "cannot dump process " + pid + ": fd 100 (anon_inode:inotify) is an inotify instance and cannot be "
                            + "saved; close it, or remove its watches, for the dump",
                    refusal(pid, 100));
            assertTrue(refusal(pid, 101).contains("is a pidfd, which refers to a process"), refusal(pid, 101));
            assertTrue(refusal(pid, 102).contains("is a namespace"), refusal(pid, 102));
            assertTrue(refusal(pid, 103).contains("is a userfaultfd"), refusal(pid, 103));
        }
    }

    private static String refusal(int pid, int number) {
        OpenFile file = OpenFiles.of(pid, number);
        try {
            assertTrue(Kinds.files().stream().noneMatch(kind -> kind.dumper().recognises(file)), file::describe);
            return UnrecognisedFiles.refuse(file).getMessage();
        } finally {
            file.copy().close();
        }
    }
}
