package skald.house.planted.adapter;

/** Planted: a name that says nothing. */
public final class ItemsManager {
    public int count() {
        return 1;
    }
}
