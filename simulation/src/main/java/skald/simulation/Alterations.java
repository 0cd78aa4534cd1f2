package skald.simulation;

import skald.toolkit.Feed;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.memory.PortCalls;

/** What a test of the simulation breaks, to see that it notices. */
public interface Alterations {
    /** Nothing. */
    Alterations NONE = new Alterations() {};

    /** What {@code service} uses instead of its store. */
    default Store store(String service, Store store) {
        return store;
    }

    /** What a service does instead. */
    default ServiceDefinition definition(ServiceDefinition definition) {
        return definition;
    }

    /** What {@code reader} gets of a log instead. */
    default Feed feed(String reader, Feed feed) {
        return feed;
    }

    /** What stands around the calls to stores instead. */
    default PortCalls ports(PortCalls calls) {
        return calls;
    }
}
