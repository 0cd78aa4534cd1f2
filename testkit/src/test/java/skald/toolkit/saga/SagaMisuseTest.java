package skald.toolkit.saga;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a saga must not have does not compile: each table is the right one with one line that is wrong. */
class SagaMisuseTest {
    private static final String STEP =
            ".step(\"s\").send(do_).done(Ok.class).refused(No.class, n -> \"\")" + ".undo(undo).undone(Back.class)";
    private static final String BRANCH = ".branch(\"%s\").send(do_).done(Ok.class).undo(undo).undone(Back.class)";
    private static final String PIVOT = ".pivot(\"p\").send(do_).done(Ok.class)";
    private static final String THEN = ".then(\"t\").send(do_).done(Ok.class)";

    @Test
    void the_tables_compile_while_nothing_is_wrong_with_them() {
        assertThat(errors(STEP + PIVOT + THEN + ".build()")).isEmpty();
        assertThat(errors(".inParallel()" + BRANCH.formatted("a") + BRANCH.formatted("b") + ".join()" + PIVOT
                        + ".build()"))
                .isEmpty();
        assertThat(errors(".step(\"c\").saga(child, d -> d).undo(undo).undone(Back.class)" + PIVOT + ".build()"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        a compensation of the pivot               | STEP PIVOT.undo(undo).build()                     | undo
        a compensation after the pivot            | STEP PIVOT THEN.undo(undo).build()                | undo
        a refusal after the pivot                 | STEP PIVOT THEN.refused(No.class, n -> "").build() | refused
        a step without compensation before it     | .step("s").send(do_).done(Ok.class) PIVOT.build() | pivot
        a local step without compensation         | .step("s").locally(act) PIVOT.build()             | pivot
        a compensation without its answer         | .step("s").send(do_).done(Ok.class).undo(undo) PIVOT.build() | pivot
        a second pivot                            | STEP PIVOT PIVOT.build()                          | pivot
        a step that can be undone after the pivot | STEP PIVOT STEP.build()                           | step
        a saga that ends before its pivot         | STEP.build()                                      | build
        one branch alone                          | .inParallel() BRANCH.join() PIVOT.build()         | join
        a pivot among branches                    | .inParallel() BRANCH PIVOT.build()                | pivot
        branches that never come together         | .inParallel() BRANCH BRANCH PIVOT.build()         | pivot
        a local branch                            | .inParallel().branch("b").locally(act)            | locally
        a child saga without compensation         | .step("c").saga(child, d -> d) PIVOT.build()      | pivot
        a child saga after the pivot              | STEP PIVOT.then("t").saga(child, d -> d).build()  | saga
        data that the child does not take         | .step("c").saga(child, d -> "text").undo(undo)    | String
        """)
    void does_not_compile(String misuse, String table, String culprit) {
        String chain = table.replace("STEP", STEP)
                .replace("BRANCH", BRANCH.formatted("x"))
                .replace("PIVOT", PIVOT)
                .replace("THEN", THEN);
        assertThat(errors(chain)).as(misuse).isNotEmpty().anyMatch(error -> error.contains(culprit));
    }

    private static List<String> errors(String chain) {
        String source = """
            import skald.toolkit.saga.*;
            class Table {
                record D(String id) {} record Ok() {} record No() {} record Back() {}
                static Object of(SagaCommand<D> do_, SagaCommand<D> undo, SagaAction<D> act, Saga<D> child) {
                    return Saga.named("x", 1, D.class)%s;
                }
            }
            """.formatted(chain);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Table.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        // Only what the compiler says is wanted, so it stops before it would write a class.
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-classpath",
                classPath(),
                "-d",
                System.getProperty("java.io.tmpdir"),
                "-XDshould-stop.ifNoError=FLOW");
        compiler.getTask(null, null, found, options, null, List.of(file)).call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(java.util.Locale.ROOT))
                .collect(Collectors.toList());
    }

    private static String classPath() {
        return java.nio.file.Path.of(Saga.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                + java.io.File.pathSeparator
                + System.getProperty("java.class.path");
    }
}
