import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The build's formatter: Palantir style, 120 columns, over every Java file of the project.
 *
 * <p>{@code check} (what each build runs) lists the files that differ and fails; {@code apply} rewrites them.
 */
void main(String[] arguments) throws Exception {
    boolean apply = arguments.length == 1 && arguments[0].equals("apply");
    if (!apply && !(arguments.length == 1 && arguments[0].equals("check"))) {
        IO.println("format.mode must be check or apply");
        System.exit(2);
    }
    Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());
    List<Path> unformatted = new ArrayList<>();
    for (Path file : javaFiles(Path.of(""))) {
        String source = Files.readString(file);
        String formatted;
        try {
            formatted = formatter.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            throw new IllegalStateException(file + " cannot be formatted: " + e.getMessage(), e);
        }
        if (!formatted.equals(source)) {
            unformatted.add(file);
            if (apply) {
                Files.writeString(file, formatted);
            }
        }
    }
    if (!apply && !unformatted.isEmpty()) {
        unformatted.forEach(file -> IO.println("not formatted: " + file));
        IO.println("Mend with: ./mvnw -N -q validate -Dformat.mode=apply");
        System.exit(1);
    }
}

List<Path> javaFiles(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skip = name.equals("target") || name.startsWith(".") && name.length() > 1 || name.equals("build");
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    });
    return files;
}
