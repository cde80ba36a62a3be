using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_InnerScope_FreesWhatWasNotMoved()
    {
        Tensor inner, moved, detached, inside;
        using (DisposeScope outer = NewDisposeScope())
        {
            using (DisposeScope scope = NewDisposeScope())
            {
                inner = zeros(2);
                moved = ones(2).MoveToOuterDisposeScope();
                detached = ones(2).DetachFromDisposeScope();
                Assert.Equal(1, scope.DisposablesCount);
            }

            inside = zeros(1);
            Assert.True(inner.IsInvalid);
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }

        Assert.True(moved.IsInvalid);
        Assert.True(inside.IsInvalid);
        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void Dispose_Parameter_TakesItsTensorsPlaceInTheScope()
    {
        nn.Module<Tensor, Tensor> layer;
        using (NewDisposeScope())
        {
            layer = nn.Linear(2, 2);
        }

        using (layer)
        using (DisposeScope scope = NewDisposeScope())
        {
            Assert.Equal([1L, 2L], layer.call(zeros(1, 2)).shape);
            Assert.Equal(2, scope.DisposablesCount);
        }
    }

    [Fact]
    public void Dispose_ByHand_LeavesTheScope()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = zeros(2);

        a.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void WrappedTensorDisposeScope_Expression_KeepsOnlyTheResult()
    {
        using DisposeScope scope = NewDisposeScope();

        Tensor result = WrappedTensorDisposeScope(() => (zeros(2) + 1) * 3);

        Near.Equal([3, 3], result);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Scope_TenThousandOperations_MemoryStaysBounded()
    {
        // 10 000 images of 400 KB would be 4 GB.
        void Run(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor image = zeros(100_000);
                _ = (image + 1).sum();
            }
        }

        Run(200);
        long before = Resident();
        Run(5_000);

        // Tests beside this one take some hundred megabytes of their own.
        Assert.InRange(Resident() - before, long.MinValue, 1L << 30);
    }

    [Fact]
    public void Finalizer_TensorsThatNobodyDisposed_AreFreed()
    {
        long before = Tensor.TotalCount;
        Leak();
        for (int i = 0; i < 20 && Tensor.TotalCount > before + 100; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(Tensor.TotalCount, 0, before + 500);
    }

    private static void Leak()
    {
        for (int i = 0; i < 2_000; i++)
        {
            _ = zeros(10);
        }
    }

    private static long Resident()
    {
        using Process self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }
}
