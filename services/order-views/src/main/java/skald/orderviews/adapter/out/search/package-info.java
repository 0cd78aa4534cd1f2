/**
 * Search in OpenSearch or Elasticsearch: an index of orders that follows the tables of the read model. Both speak the part of
 * their HTTP interface that is used here in the same way, so there is one adapter for them and no client of either.
 */
@NullMarked
package skald.orderviews.adapter.out.search;

import org.jspecify.annotations.NullMarked;
