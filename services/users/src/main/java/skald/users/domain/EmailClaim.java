package skald.users.domain;

import java.util.UUID;

/** That an address belongs to a user. It lives as long as the user's personal data: erasing the user frees the address. */
public record EmailClaim(UUID userId) {}
