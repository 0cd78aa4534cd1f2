package skald.users.application;

import skald.toolkit.States;
import skald.users.domain.EmailClaim;

/**
 * Port to the owners of e-mail addresses, by their normalized form. A registration reads and writes the claim of its
 * address like any other state; so two registrations of one address are decided one after the other, in one batch and,
 * because the claim has a version, in different lanes too.
 */
public interface EmailClaims extends States<String, EmailClaim> {}
