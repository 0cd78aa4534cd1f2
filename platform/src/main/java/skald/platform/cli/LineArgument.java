package skald.platform.cli;

import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import skald.contracts.Line;
import skald.contracts.Quantities;
import skald.contracts.Sku;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ArrayNode;

/** {@code SKU:QUANTITY} on the command line. */
final class LineArgument implements ITypeConverter<Line> {

    @Override
    public Line convert(String text) {
        int colon = text.lastIndexOf(':');
        String sku = colon < 0 ? text : text.substring(0, colon);
        String quantity = text.substring(colon + 1);
        if (colon < 0 || !Sku.isSku(sku) || !quantity.matches("[1-9][0-9]{0,9}")) {
            throw new TypeConversionException("'" + text + "' is not of the form SKU:QUANTITY, such as MUG:2");
        }
        long units = Long.parseLong(quantity);
        if (units > Quantities.MOST) {
            throw new TypeConversionException("a line has at most " + Quantities.MOST + " units");
        }
        return new Line(sku, units);
    }

    static ArrayNode json(List<Line> lines) {
        ArrayNode array = SkaldClient.JSON.createArrayNode();
        for (Line line : lines) {
            array.addObject().put("sku", line.sku()).put("quantity", line.quantity());
        }
        return array;
    }
}
