package skald.toolkit.http;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An OpenAPI document as one HTML page, without scripts and without anything from elsewhere. */
final class ContractPage {
    private static final String HEAD = """
        <!doctype html><html lang="en"><meta charset="utf-8"><title>Skald: the API</title>
        <meta name="viewport" content="width=device-width">
        <style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}
        h3{margin:2rem 0 0}code{font-size:.95em}table{border-collapse:collapse;margin:.5rem 0}
        td{padding:.1rem 1rem .1rem 0;vertical-align:top}.who{color:#666}</style><h1>Skald: the API</h1>
        """;

    private final StringBuilder html = new StringBuilder(HEAD);

    private ContractPage() {}

    static Response of(JsonNode document) {
        ContractPage page = new ContractPage();
        page.html.append("<p>").append(escaped(document.at("/info/description").asString("")));
        page.html.append(" The same for programs: <a href=\"/openapi\">/openapi</a>.</p>");
        page.operations(document);
        return Response.text("text/html; charset=utf-8", page.html.toString())
                .withHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    private void operations(JsonNode document) {
        Map<String, StringBuilder> byTag = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> byTag.computeIfAbsent(
                                        method.getValue().at("/tags/0").asString("Other"), _ -> new StringBuilder())
                                .append(operation(
                                        method.getKey().toUpperCase(Locale.ROOT) + ' ' + path.getKey(),
                                        method.getValue()))));
        byTag.forEach((tag, operations) ->
                html.append("<h2>").append(escaped(tag)).append("</h2>").append(operations));
    }

    private static String operation(String name, JsonNode operation) {
        StringBuilder text = new StringBuilder();
        text.append("<h3><code>").append(escaped(name)).append("</code></h3><p>");
        text.append(escaped(operation.path("summary").asString(""))).append(". ");
        text.append(escaped(operation.path("description").asString("")));
        text.append(" <span class=\"who\">")
                .append(escaped(who(operation.path("x-access"))))
                .append("</span></p><table>");
        operation
                .path("parameters")
                .forEach(parameter -> row(text, parameter(parameter), parameter.path("description")));
        JsonNode body = operation.at("/requestBody/content/application~1json/schema/$ref");
        if (body.isString()) {
            row(text, "body: " + last(body.stringValue()), operation.path("none"));
        }
        operation
                .path("responses")
                .properties()
                .forEach(response ->
                        row(text, response.getKey(), response.getValue().path("description")));
        return text.append("</table>").toString();
    }

    private static void row(StringBuilder text, String name, JsonNode description) {
        text.append("<tr><td><code>").append(escaped(name)).append("</code><td>");
        text.append(escaped(description.asString(""))).append("</tr>");
    }

    private static String parameter(JsonNode parameter) {
        return parameter.has("$ref")
                ? last(parameter.path("$ref").stringValue())
                : parameter.path("name").asString("") + " in "
                        + parameter.path("in").asString("");
    }

    private static String last(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String who(JsonNode access) {
        return access.properties().stream()
                .filter(role -> !role.getValue().asString("").equals("none"))
                .map(role -> role.getKey() + ": " + role.getValue().asString(""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
