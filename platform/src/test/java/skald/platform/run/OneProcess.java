package skald.platform.run;

import java.net.URI;
import java.util.List;
import skald.toolkit.Service;
import skald.toolkit.http.Operation;
import tools.jackson.databind.JsonNode;

/** All services in one process, which is this one. */
record OneProcess(Platform platform) implements Site {

    static Site start(Settings settings) {
        return new OneProcess(Platform.start(settings));
    }

    @Override
    public URI url() {
        return platform.url();
    }

    @Override
    public String operatorKey() {
        return platform.operatorKey();
    }

    @Override
    public List<Operation> operations() {
        return platform.operations();
    }

    @Override
    public Service orders() {
        return platform.services().orders().runtime();
    }

    @Override
    public JsonNode audit(Http http) {
        return http.get("/v1/audit").expect(200).json();
    }

    @Override
    public void close() {
        platform.close();
    }
}
