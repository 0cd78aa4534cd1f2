package skald.orderviews.adapter.out;

import org.junit.jupiter.api.Tag;
import skald.testkit.SearchNode;
import skald.testkit.elasticsearch.ElasticsearchNode;

/** The same with a real Elasticsearch. */
@Tag("long")
class ElasticsearchReadModelTest extends SearchedReadModelTest {
    @Override
    SearchNode node() {
        return ElasticsearchNode.shared();
    }
}
