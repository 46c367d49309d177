package io.segue.state.prequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UserSampleTest {
    @Test
    void holdsItsShareOfUsersWhoseIdsAreAlike() {
        long in = IntStream.range(0, 10_000)
                .filter(i -> new UserSample(0.3).contains("user-" + i))
                .count();

        assertThat(in).isCloseTo(3_000, within(300L));
    }

    @Test
    void holdsEverybodyOrNobodyAtTheEnds() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> "u" + i))
                .allMatch(UserSample.ALL::contains)
                .noneMatch(new UserSample(0)::contains);
    }

    @Test
    void keepsItsUsersWhenItGrows() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> "u" + i).filter(new UserSample(0.1)::contains))
                .isNotEmpty()
                .allMatch(new UserSample(0.2)::contains);
    }
}
