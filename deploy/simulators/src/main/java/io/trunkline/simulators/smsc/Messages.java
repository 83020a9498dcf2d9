package io.trunkline.simulators.smsc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages, in memory. */
public final class Messages {

    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_CHARACTERS = 2_000_000;

    private final int mostMessages;
    private final int mostCharacters;
    private final Deque<Message> newestFirst = new ArrayDeque<>();
    private long lastId;
    private int characters;

    /** Keeps at most 1,000, and fewer if they are very long. */
    public Messages() {
        this(MOST_MESSAGES, MOST_CHARACTERS);
    }

    /** Keeps at most so many, with so many characters together. */
    public Messages(int mostMessages, int mostCharacters) {
        this.mostMessages = mostMessages;
        this.mostCharacters = mostCharacters;
    }

    synchronized void add(String to, String from, String text, Alphabet alphabet, int parts, Instant receivedAt) {
        lastId++;
        newestFirst.addFirst(new Message(lastId, to, from, text, alphabet, parts, receivedAt));
        characters += text.length();
        while (newestFirst.size() > mostMessages || (characters > mostCharacters && newestFirst.size() > 1)) {
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
