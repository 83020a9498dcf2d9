package io.trunkline.simulators.smsc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages, in memory: at most 1,000, and fewer if they are very long. */
public final class Messages {

    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_CHARACTERS = 2_000_000;

    private final Deque<Message> newestFirst = new ArrayDeque<>();
    private long lastId;
    private int characters;

    synchronized void add(String to, String from, String text, Alphabet alphabet, int parts, Instant receivedAt) {
        lastId++;
        newestFirst.addFirst(new Message(lastId, to, from, text, alphabet, parts, receivedAt));
        characters += text.length();
        while (newestFirst.size() > MOST_MESSAGES || (characters > MOST_CHARACTERS && newestFirst.size() > 1)) {
            characters -= newestFirst.removeLast().text().length();
        }
    }

    /**
     * Newest first.
     *
     * @param to only those of this telephone; null for all
     * @param after only those received later than this; null for all
     */
    public synchronized List<Message> list(@Nullable String to, @Nullable Instant after) {
        return newestFirst.stream()
                .filter(message -> to == null || message.to().equals(to))
                .filter(message -> after == null || message.receivedAt().isAfter(after))
                .toList();
    }
}
