package io.segue.models.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KernelsTest {
    /** What the child process runs. */
    static final class Multiplication {
        private Multiplication() {}

        public static void main(String[] args) {
            float[] product = new float[Panels.WIDTH];
            Kernels.best().multiply(new float[] {3}, 0, 1, Panels.of(new float[] {7}, 1, 1), 0, product);
            System.out.println(Kernels.best().name() + " " + product[0]);
        }
    }

    @Test
    void takesTheVectorsThatTheProcessWasStartedWith() {
        assertThat(Kernels.best().name()).startsWith("vector-");
    }

    @Test
    void runsWithoutThemAndSaysSoOnce() throws Exception {
        String output = child();

        assertThat(output).contains("scalar 21.0").containsOnlyOnce("Start java with " + Kernels.FLAG);
    }

    private static String child() throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xmx64m", "-cp", classPath, Multiplication.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
