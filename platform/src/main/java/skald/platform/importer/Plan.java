package skald.platform.importer;

import java.util.List;

/**
 * What the file asks for. It holds the whole file, summed per invoice and product: about 100 bytes per line.
 *
 * @param digest of the file
 * @param linesRead those of the invoices that are imported
 * @param linesAccepted of these
 * @param customers of the orders
 * @param products of the orders
 * @param orders invoices that sell, in the order of the file
 * @param undos invoices that take back, in the order of the file
 */
record Plan(
        String digest,
        long linesRead,
        long linesAccepted,
        List<String> customers,
        List<Product> products,
        List<Invoice> orders,
        List<Invoice> undos) {}
