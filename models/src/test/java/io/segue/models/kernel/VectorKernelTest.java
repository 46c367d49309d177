package io.segue.models.kernel;

class VectorKernelTest extends KernelContract {
    @Override
    Kernel kernel() {
        return Kernels.vector().orElseThrow(() -> new AssertionError("tests are started with " + Kernels.FLAG));
    }
}
