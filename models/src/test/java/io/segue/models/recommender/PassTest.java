package io.segue.models.recommender;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.gru.TrainingListener;
import io.segue.models.gru.TrainingProgress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassTest {
    private final List<String> heard = new ArrayList<>();
    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void onPass(String pass) {
            heard.add(pass);
        }

        @Override
        public void onProgress(TrainingProgress progress) {
            heard.add("step " + progress.step());
        }
    };

    private static TrainingProgress step(int number) {
        return new TrainingProgress(1, 1, number, 2, 1, 1, 1, 1);
    }

    @Test
    void isNamedBeforeItsFirstStepAndNotBefore() {
        Pass pass = new Pass(listener, "pass 1 of 2");
        assertThat(heard).isEmpty();
        pass.onProgress(step(1));
        pass.onProgress(step(2));
        assertThat(heard).containsExactly("pass 1 of 2", "step 1", "step 2");
    }
}
