package skald.platform.importer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns that the import needs, whatever their order and their case in the file. */
enum Field {
    INVOICE("InvoiceNo"),
    CODE("StockCode"),
    DESCRIPTION("Description"),
    QUANTITY("Quantity"),
    DATE("InvoiceDate"),
    PRICE("UnitPrice"),
    CUSTOMER("CustomerID"),
    COUNTRY("Country");

    private final String title;

    Field(String title) {
        this.title = title;
    }

    /** Where each field is in a line, by the file's first line. */
    static Map<Field, Integer> positions(List<String> header) {
        Map<Field, Integer> positions = new EnumMap<>(Field.class);
        List<String> missing = new ArrayList<>();
        for (Field field : values()) {
            List<Integer> found = java.util.stream.IntStream.range(0, header.size())
                    .filter(i -> header.get(i).strip().equalsIgnoreCase(field.title))
                    .boxed()
                    .toList();
            switch (found.size()) {
                case 0 -> missing.add(field.title);
                case 1 -> positions.put(field, found.getFirst());
                default ->
                    throw new ImportException("The column " + field.title
                            + " is there twice. Name the one that is not meant differently, in the file's first line.");
            }
        }
        if (!missing.isEmpty()) {
            String all = Arrays.stream(values()).map(field -> field.title).collect(Collectors.joining(","));
            throw new ImportException("The file's first line names no column " + String.join(", ", missing)
                    + ". The columns needed are, in any order: " + all + ".");
        }
        return positions;
    }
}
