package skald.orderviews.adapter.out;

import skald.testkit.SearchNode;
import skald.testkit.elasticsearch.ElasticsearchNode;

/** The same with a real Elasticsearch. */
class ElasticsearchReadModelTest extends SearchedReadModelTest {
    @Override
    SearchNode node() {
        return ElasticsearchNode.shared();
    }
}
