package io.segue.models.recommender;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.serving.FakeModel;
import io.segue.models.serving.Scorer;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.List;
import org.junit.jupiter.api.Test;

class UserPastsTest {
    @Test
    void letsGoOfWhatComesBeforeASessionThatIsEncoded() {
        UserPasts pasts = new UserPasts(List.of());
        UserPasts.Open open = visit(pasts, 1);
        for (int session = 2; session <= 4; session++) {
            open = visit(pasts, session);
        }
        UserPasts.Past newest = requireNonNull(open.before);
        assertThat(newest.before).as("nobody asked yet").isNotNull();

        List<float[]> memories;
        try (Scorer scorer = FakeModel.chronicle(true)) {
            memories = UserPasts.memories(List.of(open), scorer);
        }

        assertThat(memories.get(0)).hasSize("1|2|3".length());
        assertThat(newest.before).isNull();
    }

    private static UserPasts.Open visit(UserPasts pasts, int session) {
        SessionEvent event = new SessionEvent("" + session, InteractionType.VIEW, session * 1_000L);
        return pasts.heard("ann", "s" + session, SessionTail.EMPTY.append(event, 1));
    }
}
