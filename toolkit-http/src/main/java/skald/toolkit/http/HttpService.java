package skald.toolkit.http;

import skald.toolkit.Feed;
import skald.toolkit.Service;

/** A service as a platform runs it: its runtime, and its routes on the HTTP edge. */
public interface HttpService {

    /** The runtime that decides its messages. */
    Service runtime();

    /** Has it read the log of another service; before its runtime starts. */
    default void reads(Feed feed) {
        runtime().subscribe(feed);
    }

    /** Adds its endpoints. */
    void routes(Routes routes);
}
