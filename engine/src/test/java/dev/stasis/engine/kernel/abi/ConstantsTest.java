package dev.stasis.engine.kernel.abi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.ccompiler.CCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every constant of the package against the headers of this machine. */
class ConstantsTest {
    @TempDir
    Path directory;

    static List<Header> headers() {
        return Header.ALL;
    }

    @ParameterizedTest
    @MethodSource("headers")
    void isWhatTheCompilerSays(Header header) throws Exception {
        CCompiler.assumePresent();
        List<Field> constants = constants(header);
        Map<String, Long> known = CCompiler.run(
                directory, header.constants().getSimpleName(), header.files(), printing(header, constants));
        List<String> wrong = new ArrayList<>();
        for (Field constant : constants) {
            Long expected = known.get(constant.getName());
            if (expected == null) {
                continue; // an exception, and these headers have not got it either
            }
            boolean narrow = constant.getType() == int.class;
            long actual = narrow ? constant.getInt(null) : constant.getLong(null);
            if (actual != (narrow ? expected.intValue() : expected)) {
                wrong.add(constant.getName() + " is " + expected + ", not " + actual);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void namesOnlyExceptionsThatExist(Header header) {
        List<String> names = constants(header).stream().map(Field::getName).toList();
        assertTrue(names.containsAll(header.exceptions()), () -> header + ": " + header.exceptions());
    }

    @Test
    void leavesNoClassOut() throws Exception {
        Path classes = Path.of(
                Nr.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertTrue(Files.isDirectory(classes), "run from a directory of classes");
        try (var files = Files.list(classes.resolve("dev/stasis/engine/kernel/abi"))) {
            TreeSet<String> present = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            TreeSet<String> proven = Header.ALL.stream()
                    .map(header -> header.constants().getSimpleName())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(present, proven);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Field> constants(Header header) {
        List<Field> constants = new ArrayList<>();
        for (Field field : header.constants().getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                constants.add(field);
            }
        }
        return constants;
    }

    private static String printing(Header header, List<Field> constants) {
        StringBuilder body = new StringBuilder();
        for (Field constant : constants) {
            String name = constant.getName();
            String inC = header.inC(name);
            String line = "printf(\"" + name + " %lld\\n\", (long long) (" + inC + "));\n";
            if (header.exceptions().contains(name)) {
                body.append("#ifdef ").append(inC).append('\n').append(line).append("#endif\n");
            } else {
                body.append(line);
            }
        }
        return body.toString();
    }
}
