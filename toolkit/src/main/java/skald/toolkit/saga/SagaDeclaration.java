package skald.toolkit.saga;

import java.util.List;

/**
 * The steps of one generation of a saga as they are registered in the store, so that a table that was changed without a
 * new generation is noticed, and progress can be read when its definition is gone.
 *
 * @param steps one a line: name, tab, and how it is done and undone
 */
public record SagaDeclaration(Version version, String steps) {

    /** A generation of a saga. */
    public record Version(String name, int generation) {}

    List<String> names() {
        return steps.lines().map(line -> line.substring(0, line.indexOf('\t'))).toList();
    }
}
