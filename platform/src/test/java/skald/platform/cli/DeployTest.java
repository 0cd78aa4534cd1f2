package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import skald.platform.run.DataAtRest;
import skald.platform.run.NodeSettings;

/** The files in {@code deploy}: they can be parsed, name every service, and give commands that the command line takes. */
class DeployTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern SKALD_VARIABLE = Pattern.compile("SKALD_[A-Z_]+");

    @Test
    void compose_runs_every_service_and_the_gateway() throws IOException {
        Map<String, Object> services =
                map(map(new Yaml().load(text("compose.yaml"))).get("services"));

        Map<String, List<String>> commands = new HashMap<>();
        services.forEach((name, service) -> {
            if (map(service).containsKey("command")) {
                commands.put(name, words(map(service).get("command")));
            }
        });
        assertRunsEverything(commands);
    }

    @Test
    void kubernetes_runs_every_service_and_the_gateway_twice_behind_a_name() throws IOException {
        Map<String, List<String>> commands = new HashMap<>();
        Set<String> names = new TreeSet<>();
        for (Object document : new Yaml().loadAll(text("kubernetes/skald.yaml"))) {
            Map<String, Object> object = map(document);
            String name = String.valueOf(map(object.get("metadata")).get("name"));
            Map<String, Object> spec = map(object.get("spec"));
            if (object.get("kind").equals("Service")) {
                names.add(name);
            } else {
                assertThat(spec).containsEntry("replicas", 2);
                Object containers = map(map(spec.get("template")).get("spec")).get("containers");
                commands.put(name, words(map(((List<?>) containers).getFirst()).get("args")));
            }
        }
        assertRunsEverything(commands);
        assertThat(names).isEqualTo(new TreeSet<>(commands.keySet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "kubernetes/skald.yaml"})
    void variables_are_those_that_the_command_reads(String file) throws IOException {
        // In Compose and Kubernetes the password is put into the URL; ServeCommandTest has the others.
        Set<String> known = Set.of("SKALD_POSTGRES", "SKALD_OPERATOR_KEY", "SKALD_DATABASE_PASSWORD");

        assertThat(find(text(file))).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void every_owner_of_a_database_has_a_schema() throws IOException {
        String sql = text("schemas.sql");

        assertThat(DataAtRest.OWNERS)
                .allSatisfy(owner ->
                        assertThat(sql).contains("CREATE SCHEMA " + owner.replace('-', '_') + " AUTHORIZATION"));
    }

    private static void assertRunsEverything(Map<String, List<String>> commands) {
        List<String> all = new ArrayList<>(NodeSettings.SERVICES);
        all.add("gateway");
        assertThat(commands.keySet()).containsExactlyInAnyOrderElementsOf(all);
        commands.forEach((name, words) -> {
            assertThat(words).startsWith("serve", name);
            Commands.commandLine(Shell.ofThisProcess())
                    .parseArgs(words.toArray(String[]::new)); // throws for what it does not take
        });
        for (String service : NodeSettings.SERVICES) {
            assertThat(commands.get("gateway")).anyMatch(word -> word.startsWith(service + "=http://" + service));
        }
    }

    private static List<String> find(String text) {
        return SKALD_VARIABLE
                .matcher(text)
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static String text(String file) throws IOException {
        return Files.readString(DEPLOY.resolve(file));
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts as keys here
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<String> words(Object list) {
        return Stream.of(((List<?>) list).toArray()).map(String::valueOf).toList();
    }
}
