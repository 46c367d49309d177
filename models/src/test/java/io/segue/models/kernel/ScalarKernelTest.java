package io.segue.models.kernel;

class ScalarKernelTest extends KernelContract {
    @Override
    Kernel kernel() {
        return Kernels.scalar();
    }
}
