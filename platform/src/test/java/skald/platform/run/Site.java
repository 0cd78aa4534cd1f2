package skald.platform.run;

import java.net.URI;
import java.util.List;
import skald.toolkit.Service;
import skald.toolkit.http.Operation;
import tools.jackson.databind.JsonNode;

/** What a platform for tests runs on: everything in one process, or each service by itself. */
interface Site extends AutoCloseable {
    URI url();

    String operatorKey();

    List<Operation> operations();

    /** The runtime of the orders service. */
    Service orders();

    /** The report of an audit. */
    JsonNode audit(Http http);

    @Override
    void close();
}
