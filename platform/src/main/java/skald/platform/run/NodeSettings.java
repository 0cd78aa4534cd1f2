package skald.platform.run;

import java.net.URI;
import java.util.List;
import java.util.Map;
import skald.database.DatabaseLogin;
import skald.toolkit.kafka.KafkaSettings;

/**
 * What a service that runs by itself is given.
 *
 * @param service its name
 * @param host the address that it listens on
 * @param port the port of its routes; 0 takes a free one
 * @param instance how the other processes of the same service call this one
 * @param database its own
 * @param simulators where the simulated outside world that it calls keeps its books, if it calls any
 * @param kafka through which it hears of the others
 * @param users where the users service answers, or the gateway: its keys check the tokens of users
 * @param operatorKey whoever shows it may do everything; the same for all services
 * @param behaviour what does not depend on where it runs; the port and memory in it mean nothing here
 */
public record NodeSettings(
        String service,
        String host,
        int port,
        String instance,
        DatabaseLogin database,
        DatabaseLogin simulators,
        KafkaSettings kafka,
        URI users,
        String operatorKey,
        Settings behaviour) {

    /** The names of all services. */
    public static final List<String> SERVICES =
            List.of("users", "inventory", "payments", "shipping", "notifications", "orders", "order-views");

    Map<String, DatabaseLogin> databases() {
        Map<String, DatabaseLogin> logins = new java.util.LinkedHashMap<>();
        Wiring.databasesOf(service).forEach(owner -> logins.put(owner, owner.equals(service) ? database : simulators));
        return logins;
    }
}
