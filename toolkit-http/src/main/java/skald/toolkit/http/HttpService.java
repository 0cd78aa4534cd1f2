package skald.toolkit.http;

import skald.toolkit.Service;

/** A service as a platform runs it: its runtime, and its routes on the HTTP edge. */
public interface HttpService {

    /** The runtime that decides its messages. */
    Service runtime();

    /** Adds its endpoints. */
    void routes(Routes routes);
}
