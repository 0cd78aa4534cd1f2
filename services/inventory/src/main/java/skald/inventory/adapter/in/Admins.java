package skald.inventory.adapter.in;

import skald.toolkit.http.Caller;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;

/** What only an admin may do. */
final class Admins {
    private Admins() {}

    static void require(Request request, String what) {
        if (request.caller().role() != Caller.Role.ADMIN) {
            throw Problem.of(403, "forbidden", "You may not " + what + "; ask an admin.")
                    .exception();
        }
    }
}
