package skald.simulation;

import skald.toolkit.Store;

/** The store did not answer; what was asked of it may have happened. */
final class ConnectionLostException extends RuntimeException implements Store.Failure {
    ConnectionLostException(String what) {
        super(what, null, false, false);
    }

    @Override
    public boolean isTransient() {
        return true;
    }
}
