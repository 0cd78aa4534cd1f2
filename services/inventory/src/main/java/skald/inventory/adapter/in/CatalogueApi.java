package skald.inventory.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.contracts.Sku;
import skald.inventory.application.DefineProduct;
import skald.inventory.application.DefineProduct.ProductKept;
import skald.inventory.application.DefineProduct.ProductMoved;
import skald.inventory.application.Products;
import skald.inventory.domain.Product;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.ETag;
import skald.toolkit.http.Fields;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** The catalogue over HTTP. Everyone reads it; an admin changes it. */
public final class CatalogueApi {
    private static final int LONGEST_NAME = 200;
    /** In minor units: more than anything costs, and a thousand thousands of it still fit into 64 bits. */
    private static final long HIGHEST_PRICE = 1_000_000_000_000L;

    /** A product on the wire. */
    record ProductView(String sku, String name, Money price, Instant updatedAt) {
        static ProductView of(Product product) {
            return new ProductView(product.sku(), product.name(), product.price(), product.updatedAt());
        }
    }

    private record Definition(String name, Money price) {}

    private final Service runtime;
    private final Products products;

    /** Requests go to {@code runtime}, questions to {@code products}. */
    public CatalogueApi(Service runtime, Products products) {
        this.runtime = runtime;
        this.products = products;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/products", Access.anyone(), this::list);
        routes.get("/v1/products/{sku}", Access.anyone(), this::show);
        routes.put("/v1/products/{sku}", Access.admins(), this::define);
    }

    private Response define(Request request) {
        String sku = request.pathText("sku", 64, Sku::new).code();
        Definition wanted = request.json(fields ->
                new Definition(fields.text("name", LONGEST_NAME), fields.object("price", CatalogueApi::money)));
        DefineProduct command = new DefineProduct(sku, wanted.name(), wanted.price(), expected(request, sku));
        Reply reply = runtime.call(
                sku,
                command,
                request.idempotency().orElse(null),
                request.trace().traceparent());
        return switch ((DefineProduct.Answer) reply.body()) {
            case ProductKept(Product product, boolean created) ->
                kept(product, created)
                        .withETag(ETag.version(product.revision()))
                        .withReply(reply);
            case ProductMoved(long revision) -> Response.of(moved(revision));
        };
    }

    private static Response kept(Product product, boolean created) {
        ProductView view = ProductView.of(product);
        return created ? Response.created("/v1/products/" + product.sku(), view) : Response.ok(view);
    }

    /** The revision that {@code If-Match} agrees with now; the decision makes sure that it is still there then. */
    private @Nullable Long expected(Request request, String sku) {
        if (request.header("If-Match").isEmpty()) {
            return null;
        }
        Product current = find(sku).orElseThrow(() -> moved(0).exception());
        request.checkIfMatch(ETag.version(current.revision()));
        return current.revision();
    }

    private static Problem moved(long revision) {
        return revision == 0
                ? Problem.preconditionFailed("There is no such product yet; leave If-Match out to create it.")
                : Problem.preconditionFailed("It has changed since you read it; read it again.")
                        .withHeader("ETag", ETag.version(revision).text());
    }

    private Response show(Request request) {
        String sku = request.pathText("sku", 64, Sku::new).code();
        Product product = find(sku)
                .orElseThrow(() ->
                        Problem.notFound("There is no product " + sku + ".").exception());
        return Response.ok(ProductView.of(product)).withETag(ETag.version(product.revision()));
    }

    private Optional<Product> find(String sku) {
        return runtime.read(tx ->
                Optional.ofNullable(products.load(tx, List.of(sku)).get(sku)).map(found -> found.state()));
    }

    private Response list(Request request) {
        record Question(Optional<String> text, int limit, Optional<String> after) {}
        Question question = request.query(query -> new Question(
                query.optionalText("q", LONGEST_NAME),
                query.limit(),
                query.after(cursor -> new Sku(cursor.text(0)).code())));
        List<Product> found =
                products.find(new Products.Search(question.text(), question.after(), question.limit() + 1));
        return Response.page(
                request,
                Page.cut(found, question.limit(), product -> Cursor.of(product.sku()))
                        .map(ProductView::of));
    }

    private static Money money(Fields fields) {
        long amount = fields.wholeNumber("amount", 0, HIGHEST_PRICE);
        return new Money(amount, fields.text("currency", 3, CatalogueApi::currency));
    }

    private static String currency(String code) {
        return Money.zero(code).currency();
    }
}
