package skald.users.application;

import java.time.Instant;
import java.util.List;

/** Port to the keys that sign access tokens, shared by all instances of the service. */
public interface SigningKeys {

    /**
     * A key pair.
     *
     * @param usableFrom verifiers have had the time to learn of it by then
     * @param jwk as JSON (RFC 7517), the private part included
     */
    record StoredKey(String id, Instant usableFrom, String jwk) {
        @Override
        public String toString() {
            return "StoredKey[" + id + ", from " + usableFrom + "]";
        }
    }

    /** All keys, earliest first. */
    List<StoredKey> all();

    void add(StoredKey key);

    void remove(String id);
}
