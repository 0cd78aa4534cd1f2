package skald.users.adapter.out;

import skald.toolkit.memory.InMemoryStates;
import skald.users.application.EmailClaims;
import skald.users.domain.EmailClaim;

/** Claims in memory. */
public final class InMemoryEmailClaims extends InMemoryStates<String, EmailClaim> implements EmailClaims {}
