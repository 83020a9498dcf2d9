package io.trunkline.simulators.acquirer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the bank remembers: the last orders, in memory. */
final class Orders {

    private static final int MOST = 10_000;

    private final Map<String, Order> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Order> eldest) {
            return size() > MOST;
        }
    };

    /** Null if the number has been used. */
    synchronized @Nullable Order register(
            String number, long amount, String currency, String returnUrl, String description) {
        if (byNumber(number) != null) {
            return null;
        }
        Order order = new Order(
                UUID.randomUUID().toString(),
                number,
                amount,
                currency,
                returnUrl,
                description,
                Order.Status.REGISTERED,
                0,
                0);
        byId.put(order.id(), order);
        return order;
    }

    synchronized @Nullable Order byId(String id) {
        return byId.get(id);
    }

    synchronized @Nullable Order byNumber(String number) {
        return byId.values().stream()
                .filter(order -> order.number().equals(number))
                .findFirst()
                .orElse(null);
    }

    /** Null, and nothing has changed, if there is no such order. */
    synchronized @Nullable Order change(String id, UnaryOperator<Order> change) {
        return byId.computeIfPresent(id, (key, order) -> change.apply(order));
    }
}
