package io.trunkline.dialer.call;

import io.trunkline.dialer.sdp.AgreedAudio;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the listener of a call was told, in words. */
final class HeardCall implements CallListener {

    final List<String> events = new CopyOnWriteArrayList<>();
    volatile CallEnd end;

    @Override
    public void ringing() {
        events.add("ringing");
    }

    @Override
    public void earlyMedia(AgreedAudio audio) {
        events.add("early " + text(audio));
    }

    @Override
    public void answered(AgreedAudio audio) {
        events.add("answered " + text(audio));
    }

    @Override
    public void mediaChanged(AgreedAudio audio) {
        events.add("changed " + text(audio));
    }

    @Override
    public void keyPressed(char key) {
        events.add("key " + key);
    }

    @Override
    public void ended(CallEnd how) {
        end = how;
        events.add("ended " + how.disposition() + " by " + how.by());
    }

    private static String text(AgreedAudio audio) {
        return audio.format() + (audio.isHeld() ? " held" : "");
    }
}
