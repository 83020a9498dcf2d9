package io.trunkline.kit;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.shutdown.ShutdownListener;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.lang.reflect.Field;
import java.util.List;

/**
 * Lets a service that has nothing to do end at once. In Quarkus 3.30.5 and 3.30.6 Jackson's listener for the end never says
 * that it is done, so that every stop waits for the whole {@code quarkus.shutdown.timeout} (quarkusio/quarkus issue 51915).
 * To be deleted, together with {@code quarkus.shutdown.delay-enabled}, when a version that mends it is taken.
 */
@Singleton
class JacksonEnds {

    private static final String AT_FAULT = "io.quarkus.jackson.runtime.JacksonRecorder";

    /** The listeners are asked to end after this event, and from the list that stands in the field then. */
    void mend(@Observes ShutdownDelayInitiatedEvent event) throws ReflectiveOperationException {
        Field field = ShutdownRecorder.class.getDeclaredField("shutdownListeners");
        field.setAccessible(true);
        List<?> listeners = (List<?>) field.get(null);
        field.set(null, listeners.stream().map(JacksonEnds::mended).toList());
    }

    private static Object mended(Object listener) {
        return listener.getClass().getName().startsWith(AT_FAULT) ? new Ended((ShutdownListener) listener) : listener;
    }

    private record Ended(ShutdownListener listener) implements ShutdownListener {

        @Override
        public void preShutdown(ShutdownNotification notification) {
            listener.preShutdown(notification);
        }

        @Override
        public void shutdown(ShutdownNotification notification) {
            listener.shutdown(notification);
            notification.done();
        }
    }
}
