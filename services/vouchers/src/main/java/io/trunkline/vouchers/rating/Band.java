package io.trunkline.vouchers.rating;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Hours of the week, by the clock on the wall. A band whose end is not after its beginning goes on over midnight, and belongs
 * to the day on which it begins; one that ends when it begins lasts for 24 hours of that clock.
 *
 * @param days on which it begins; at least one
 * @param until the first moment that is not in it any more
 */
public record Band(Set<DayOfWeek> days, LocalTime from, LocalTime until) {

    public static final Band ALWAYS = new Band(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

    public Band {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("must name a day");
        }
        days = Set.copyOf(days);
    }

    boolean contains(LocalDateTime local) {
        boolean isItsDay = days.contains(local.getDayOfWeek());
        boolean hasBegun = !local.toLocalTime().isBefore(from);
        boolean goesOn = local.toLocalTime().isBefore(until);
        if (from.isBefore(until)) {
            return isItsDay && hasBegun && goesOn;
        }
        return (isItsDay && hasBegun)
                || (goesOn && days.contains(local.getDayOfWeek().minus(1)));
    }

    /** The next moment at which it could begin or end, if no clock is put forward or back before that. */
    LocalDateTime nextEdge(LocalDateTime after) {
        return Stream.of(from, until, LocalTime.MIDNIGHT)
                .map(edge -> after.toLocalTime().isBefore(edge)
                        ? after.toLocalDate().atTime(edge)
                        : after.toLocalDate().plusDays(1).atTime(edge))
                .min(LocalDateTime::compareTo)
                .orElseThrow();
    }
}
