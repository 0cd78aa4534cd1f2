package skald.users.application;

import java.time.Instant;
import skald.users.domain.User;

/** Port to whoever signs access tokens. Thread-safe. */
public interface AccessTokens {

    /** A token that says who somebody is and with which roles, for a short time. */
    record AccessToken(String text, Instant endsAt) {
        @Override
        public String toString() {
            return "AccessToken[until " + endsAt + "]";
        }
    }

    AccessToken issue(User.Registered user);
}
