package skald.orders.application;

import java.util.UUID;
import skald.orders.domain.Customer;
import skald.toolkit.States;

/** Port to this service's copy of who may order, kept from the users service's events. */
public interface Customers extends States<UUID, Customer> {}
