package skald.platform.cli;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** A column of a table, or a labelled value: its title and what it shows of a JSON object. */
record Column(String title, Function<JsonNode, String> text) {

    /** The field of this name, as it is. */
    static Column of(String title, String field) {
        return new Column(title, object -> Cells.text(object.path(field)));
    }

    static Column money(String title, String field) {
        return new Column(title, object -> Cells.money(object.path(field)));
    }
}
