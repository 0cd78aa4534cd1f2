package skald.users.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * That somebody has signed in. It goes on as long as its refresh token is used in time: each use replaces the token.
 *
 * @param secretHash SHA-256 of the secret in the refresh token that is good now, in hexadecimal
 * @param endsAt unless it is used before
 */
public record Session(UUID id, UUID userId, String secretHash, Instant openedAt, Instant endsAt) {}
