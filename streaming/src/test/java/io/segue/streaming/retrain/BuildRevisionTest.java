package io.segue.streaming.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildRevisionTest {
    @Test
    void isAHashOfGitOrNothing() {
        assertThat(BuildRevision.read()).matches("|[0-9a-f]{40,64}");
        assertThat(BuildRevision.of("0123456789abcdef0123456789abcdef01234567"))
                .isEqualTo("0123456789abcdef0123456789abcdef01234567");
        assertThat(BuildRevision.of("unknown")).isEmpty();
        assertThat(BuildRevision.of("${segue.git.revision}")).isEmpty();
    }
}
