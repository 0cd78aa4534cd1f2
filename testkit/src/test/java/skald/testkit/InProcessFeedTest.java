package skald.testkit;

import skald.toolkit.Feed;
import skald.toolkit.Service;

/** Nothing lies between services of one process. */
class InProcessFeedTest extends FeedContract {

    @Override
    protected void publish(Service speaker) {}

    @Override
    protected Feed feed() {
        return talk.speaker().feed();
    }
}
