package skald.house.planted.domain;

import skald.house.planted.adapter.ItemsManager;

/** Planted: a domain that knows an adapter. */
public final class WhatIsLeft {
    public int items() {
        return new ItemsManager().count();
    }
}
