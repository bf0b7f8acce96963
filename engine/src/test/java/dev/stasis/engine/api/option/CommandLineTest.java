package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.CpuCap;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    private static final ImageDirs DIRS = ImageDirs.of(Path.of("/images"));

    private static Parsed parse(String... words) {
        Environment none = new Environment(Map.of());
        return new CommandLine(none, new ConfigSources(Path.of("/nonexistent"), none)).parse(List.of(words));
    }

    private static Invocation invocation(String... words) {
        return assertInstanceOf(Invocation.class, parse(words));
    }

    private static Dump dump(String... words) {
        return assertInstanceOf(Dump.class, Requests.of(invocation(words), DIRS).orElseThrow());
    }

    private static CommandLineError error(String... words) {
        return assertThrows(CommandLineError.class, () -> parse(words));
    }

    @Test
    void takesOptionsAndCommandInAnyOrder() {
        assertEquals(dump("dump", "-t", "5", "-j"), dump("-j", "-t5", "dump"));
        assertEquals(dump("dump", "-t", "5", "-j"), dump("--tree=5", "dump", "--shell-job"));
    }

    @Test
    void takesClustersWithAValueAtTheirEnd() {
        Dump dump = dump("dump", "-jRt5");
        assertEquals(5, dump.pid());
        assertEquals(AfterDump.RUN, dump.after());
        assertEquals(true, dump.shellJob());
    }

    @Test
    void takesUniquePrefixesButPrefersExactNames() {
        assertEquals(5, dump("dump", "--tre", "5").pid());
        assertEquals(true, dump("dump", "-t", "5", "--tcp-es").tcp().established());
        assertEquals(true, invocation("dump", "--tls").settings().get(ServerOptions.TLS));
    }

    @Test
    void namesTheCandidatesOfAnAmbiguousPrefix() {
        CommandLineError error = error("check", "--leav=3");
        assertEquals(
                "option '--leav=3' is ambiguous; possibilities: '--leave-stopped' '--leave-running'",
                error.getMessage());
        assertEquals(CommandLineError.Kind.SYNTAX, error.kind());
    }

    @Test
    void endsOptionsAtTwoDashes() {
        Invocation invocation = invocation("restore", "--exec-cmd", "--", "sh", "-c", "--help-me");
        assertEquals(List.of("sh", "-c", "--help-me"), invocation.operands());
        Restore restore =
                assertInstanceOf(Restore.class, Requests.of(invocation, DIRS).orElseThrow());
        assertEquals(List.of("sh", "-c", "--help-me"), restore.after().execCommand());
    }

    @Test
    void letsTheLastOfLeaveRunningAndLeaveStoppedWin() {
        assertEquals(AfterDump.STOP, dump("dump", "-t5", "-R", "-s").after());
        assertEquals(AfterDump.RUN, dump("dump", "-t5", "-s", "-R").after());
    }

    @Test
    void negates() {
        assertEquals(false, dump("dump", "-t5", "-j", "--no-shell-job").shellJob());
        assertEquals(false, dump("dump", "-t5", "--no-ghost-f").files().ghostFiemap());
        assertEquals(
                "unrecognized option '--no-tree'", error("check", "--no-tree").getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "-v,3",
        "-vv,4",
        "-vvv,5",
        "-v0,0",
        "-v4,4",
        "--verbosity,3",
        "--verbosity=1,1",
        "-vx,0",
        "-vvx,4",
    })
    void readsVerbosity(String word, int expected) {
        assertEquals(
                expected, LogSettings.of(invocation("check", word).settings()).verbosity());
    }

    @Test
    void addsVerbosityUp() {
        assertEquals(
                4, LogSettings.of(invocation("check", "-v", "-v").settings()).verbosity());
    }

    @Test
    void leavesTheNextWordAloneAfterAnOptionalArgument() {
        Invocation invocation = invocation("check", "--manage-cgroups", "full");
        assertEquals(List.of("full"), invocation.operands());
        assertThrows(CommandLineError.class, () -> CommandRules.checkWords(invocation));
    }

    @ParameterizedTest
    @CsvSource({
        "fpu,true,false,true,true",
        "cpu,true,true,true,true",
        "'^ins',true,false,false,true",
        "none,false,false,false,false",
        "'none,cpu',false,true,false,true",
        "all,true,true,true,true",
        "'',true,true,true,true",
    })
    void readsCpuCap(String text, boolean fpu, boolean cpu, boolean ins, boolean image) {
        assertEquals(
                new CpuCap(fpu, cpu, ins, image),
                dump("dump", "-t5", "--cpu-cap=" + text).cpuCap());
    }

    @ParameterizedTest
    @CsvSource({"4096,4096", "16K,16384", "3m,3145728", "1G,1073741824", "K2,0", "foo,0"})
    void readsGhostLimit(String text, long bytes) {
        assertEquals(bytes, dump("dump", "-t5", "--ghost-limit", text).files().ghostLimit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-t abc|VALUE|invalid argument for -t: abc",
                "--tree 0|VALUE|invalid argument for --tree: 0",
                "--port x|VALUE|invalid argument for --port: x",
                "-t|SYNTAX|option requires an argument -- 't'",
                "--tree|SYNTAX|option '--tree' requires an argument",
                "-q|SYNTAX|invalid option -- 'q'",
                "-jq|SYNTAX|invalid option -- 'q'",
                "--weak=1|SYNTAX|option '--weak-sysctls' doesn't allow an argument",
                "--manage-cgroups=x|USAGE|Unknown cgroups mode `x' selected",
                "--cpu-cap=x|USAGE|Unknown FPU mode `x' selected",
                "--file-validation x|USAGE|Unknown file validation method `x' selected",
                "--network-lock x|VALUE|Invalid value for --network-lock: x",
                "--empty-ns x|VALUE|Unsupported empty namespace: x",
                "--pre-dump-mode x|VALUE|Unable to parse value of --pre-dump-mode",
                "--status-fd x|VALUE|Unable to parse a value of --status-fd",
                "--veth-pair x|VALUE|invalid argument for --veth-pair: x",
                "-M x|VALUE|invalid argument for -M: x",
                "-J pid:1|VALUE|join-ns pid namespace not supported",
                "-J foo:1|VALUE|invalid namespace type foo",
                "-J net:/nonexistent|VALUE|Can't access join-ns file /nonexistent: No such file or directory",
                "--inherit-fd x|VALUE|Invalid inherit fd argument: x",
                "--external mnt[]:q|VALUE|Could not add external resource when initializing config: mnt[]:q",
                "-xa|VALUE|Failed to parse unix socket inode from optarg: a",
                "--ms|VALUE|--ms is deprecated; see \"Check options\" of criu --help",
            })
    void rejects(String words, CommandLineError.Kind kind, String message) {
        CommandLineError error = error(("check " + words).split(" ", -1));
        assertEquals(message, error.getMessage());
        assertEquals(kind, error.kind());
    }

    @Test
    void findsHelpBeforeAnyError() {
        assertInstanceOf(Parsed.Help.class, parse("check", "--foo", "-h"));
        assertInstanceOf(Parsed.Help.class, parse("check", "-o", "--help"));
        assertInstanceOf(Parsed.Help.class, parse("check", "-jh"));
        assertInstanceOf(Parsed.Help.class, parse("check", "--hel"));
    }

    @Test
    void actsOnVersionWhenItIsReached() {
        assertInstanceOf(Parsed.Version.class, parse("-V", "--foo"));
        assertEquals("unrecognized option '--foo'", error("--foo", "-V").getMessage());
    }

    @Test
    void rejectsUnknownCommands() {
        assertEquals("unknown command: blah", error("blah").getMessage());
    }

    @Test
    void readsServerOptions() {
        Settings settings = invocation("page-server", "--ps-socket", "7", "--port", "80", "-d")
                .settings();
        assertEquals(OptionalInt.of(7), settings.get(ServerOptions.SOCKET));
        assertEquals(true, ServerRequests.serving(settings).daemon());
    }
}
