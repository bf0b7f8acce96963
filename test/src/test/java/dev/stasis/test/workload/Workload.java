package dev.stasis.test.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** One program that can tell whether its state is still whole. */
public record Workload(String name) {
    private static final int SKIPPED = 77;

    /** Who dumps or restores. */
    public enum Tool {
        OURS,
        PEER;

        String word() {
            return this == OURS ? "ours" : "peer";
        }
    }

    /** The workloads in C: one subject of the kernel each. */
    public static List<Workload> subjects() {
        return of("src/main/c", ".c")
                .filter(each -> !"workload".equals(each.name))
                .toList();
    }

    /** Real programs. */
    public static List<Workload> programs() {
        return Stream.concat(of("src/main/programs", ".py"), of("src/main/programs", ".sh"))
                .toList();
    }

    private static Stream<Workload> of(String folder, String ending) {
        try (Stream<Path> files = Files.list(Checkout.testModule().resolve(folder))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .sorted()
                    .map(name -> new Workload(name.substring(0, name.length() - ending.length())))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Dumps and restores it so many times, then asks for its verdict. */
    public void surviveRounds(int times, Tool dump, Tool restore, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Checkout.testModule().resolve("run-workload").toString(),
                name,
                "--dump",
                dump.word(),
                "--restore",
                restore.word(),
                "--times",
                Integer.toString(times)));
        words.addAll(List.of(more));
        judge(Command.run(words));
    }

    /** Spoils its state: the verdict must then be FAIL, or the workload proves nothing. */
    public void noticeDamage() {
        Command.Answer answer =
                Command.run(Checkout.testModule().resolve("run-workload").toString(), name, "--damage");
        Assertions.assertTrue(answer.text().contains("FAIL"), () -> "it does not notice: " + answer.text());
    }

    private static void judge(Command.Answer answer) {
        String text = answer.text().strip();
        if (answer.exitCode() == SKIPPED) {
            System.out.println(text);
            Assumptions.abort(text);
        }
        Assertions.assertEquals(0, answer.exitCode(), text);
    }
}
