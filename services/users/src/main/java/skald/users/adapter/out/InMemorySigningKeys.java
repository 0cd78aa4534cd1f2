package skald.users.adapter.out;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import skald.users.application.SigningKeys;

/** Keys in memory. */
public final class InMemorySigningKeys implements SigningKeys {
    private final List<StoredKey> keys = new CopyOnWriteArrayList<>();

    @Override
    public List<StoredKey> all() {
        return keys.stream()
                .sorted(Comparator.comparing(StoredKey::usableFrom).thenComparing(StoredKey::id))
                .toList();
    }

    @Override
    public void add(StoredKey key) {
        keys.add(key);
    }

    @Override
    public void remove(String id) {
        keys.removeIf(key -> key.id().equals(id));
    }
}
