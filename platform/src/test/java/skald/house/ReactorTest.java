package skald.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the normal build builds, and thereby fetches. */
class ReactorTest {
    private static final String PEERS = "bench-peers";

    @Test
    void other_engines_are_built_by_a_profile_that_nothing_activates() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("..", "pom.xml").toFile());
        assertThat(texts(pom, "/project/modules/module")).contains("bench").doesNotContain(PEERS);
        assertThat(texts(pom, "/project/profiles/profile[modules/module='" + PEERS + "']/id"))
                .containsExactly("peers");
        assertThat(texts(pom, "/project/profiles/profile[id='peers']/activation"))
                .isEmpty();
    }

    private static List<String> texts(Document document, String path) throws Exception {
        NodeList nodes =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }
}
