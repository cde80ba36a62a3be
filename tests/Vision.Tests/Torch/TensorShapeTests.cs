using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class TensorShapeTests
{
    private static Tensor Counting(params long[] shape) => arange(shape.Aggregate(1L, (x, y) => x * y), dtype: ScalarType.Float32).reshape(shape);

    [Fact]
    public void Creation_Factories_ShapesTypesAndValues()
    {
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, arange(5).dtype);
        Near.Equal([0, 0.5, 1], arange(0, 1.25, 0.5));
        Near.Equal([0, 0.25, 0.5, 0.75, 1], linspace(0, 1, 5));
        Near.Equal([1, 0, 0, 0, 1, 0], eye(2, 3));
        Near.Equal([7, 7], full(2, 7.0));
        Assert.Equal(ScalarType.Int64, full(2, 7).dtype);
        Near.Equal([1, 1, 1], ones_like(tensor(new double[] { 1, 2, 3 })));
        Assert.Equal([2L, 3L], zeros(2, 3).shape);
        Near.Equal([1, 2, 3, 4], tensor(new float[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal([2L, 1L, 2L], tensor(new float[] { 1, 2, 3, 4 }, [2, 1, 2]).shape);
        Assert.Equal(ScalarType.Float64, tensor(new List<int> { 1, 2 }, dtype: ScalarType.Float64).dtype);
        Assert.True(randn(3, 3, requires_grad: true).requires_grad);
        Assert.Throws<ArgumentException>(() => tensor(new float[3], [2, 2]));
    }

    [Fact]
    public void Creation_FromArray_IsACopy()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] source = [1, 2, 3];

        Tensor copy = tensor(source);
        source[0] = 9;

        Near.Equal([1, 2, 3], copy);
    }

    [Fact]
    public void Permute_ThreeDimensions_MovesElements()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Counting(2, 3, 2);

        Tensor moved = a.permute(2, 0, 1);

        Assert.Equal([2L, 2L, 3L], moved.shape);
        Assert.False(moved.is_contiguous());
        Near.Equal([0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11], moved);
        Assert.Equal([0f, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11], moved.data<float>().ToArray());
        Assert.Equal(5f, moved.data<float>()[1, 0, 2]);
        Assert.Equal([1L, 6L, 2L], moved.stride());
    }

    [Fact]
    public void ShapeOperations_Views_HaveTheirShapes()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Counting(2, 3, 4);

        Assert.Equal([6L, 4L], a.view(-1, 4).shape);
        Assert.Equal([2L, 12L], a.flatten(1).shape);
        Assert.Equal([2L, 1L, 3L, 4L], a.unsqueeze(1).shape);
        Assert.Equal([2L, 3L, 4L], a.unsqueeze(1).squeeze(1).shape);
        Assert.Equal([4L, 3L, 2L], a.transpose(0, 2).shape);
        Assert.Equal([5L, 2L, 3L, 4L], a.expand(5, 2, 3, 4).shape);
        Assert.Equal([4L, 3L, 4L], a.repeat(2, 1, 1).shape);
        Assert.Equal([2L, 2L, 4L], a.narrow(1, 1, 2).shape);
        Assert.Equal([3L, 4L], a.select(0, 1).shape);
        Assert.Equal([4L, 3L, 4L], cat([a, a], 0).shape);
        Assert.Equal([2L, 2L, 3L, 4L], stack([a, a], 1).shape);
        Assert.Equal([2, 1], a.split(2, dim: 1).Select(t => (int)t.shape[1]));
        Assert.Equal([1, 2], a.split([1L, 2L], dim: 1).Select(t => (int)t.shape[1]));
        Assert.Equal(2, a.chunk(2, 2).Length);
        Assert.Equal(3, a.unbind(1).Length);
        Near.Equal([3, 2, 1, 0], Counting(4).flip(0));
        Near.Equal([3, 0, 1, 2], Counting(4).roll(1, 0));
    }

    [Fact]
    public void Index_EveryKindOfSubscript_SelectsAsPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Counting(3, 4);

        Near.Equal([4, 5, 6, 7], a[1]);
        Assert.Equal(6f, a[1, 2].item<float>());
        Near.Equal([1, 5, 9], a[TensorIndex.Colon, 1]);
        Near.Equal([3, 7, 11], a[TensorIndex.Ellipsis, -1]);
        Near.Equal([1, 2, 5, 6], a[..2, 1..3]);
        Near.Equal([0, 2, 8, 10], a[TensorIndex.Slice(null, null, 2), TensorIndex.Slice(step: 2)]);
        Near.Equal([8, 9, 10, 11, 0, 1, 2, 3], a[tensor(new long[] { 2, 0 })]);
        Near.Equal([9, 10, 11], a[a > 8.5]);
        Assert.Equal([3L, 1L, 4L], a[TensorIndex.Colon, TensorIndex.None].shape);

        a[1, 2] = tensor(-6f);
        a[TensorIndex.Colon, 0] = zeros(3);

        Near.Equal([0, 1, 2, 3, 0, 5, -6, 7, 0, 9, 10, 11], a);
    }

    [Fact]
    public void GatherAndScatter_IndexTensors_AreInverse()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Tensor index = tensor(new long[,] { { 2, 0, 1 }, { 1, 2, 0 } });

        Tensor gathered = a.gather(1, index);

        Near.Equal([3, 1, 2, 5, 6, 4], gathered);
        Near.Equal([1, 2, 3, 4, 5, 6], zeros_like(a).scatter_(1, index, gathered));
        Near.Equal([3, 2, 1], tensor(new float[] { 1, 2, 3 }).index_select(0, tensor(new long[] { 2, 1, 0 })));
        Near.Equal([0, 11, 0, 22], zeros(4).index_add_(0, tensor(new long[] { 1, 3 }), tensor(new float[] { 11, 22 }), 1));
    }

    [Fact]
    public void Accessor_ReadsAndWrites_ThroughStrides()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Counting(2, 3);
        using Tensor turned = a.t();
        float[] some = new float[3];

        turned.data<float>()[2, 0] = 20;
        a.data<float>().CopyTo(some, tensorIndex: 1);

        Assert.Equal([1f, 20f, 3f], some);
        Near.Equal([0, 1, 20, 3, 4, 5], a);
        Assert.Equal(24, a.bytes.Length);
        Assert.Throws<InvalidOperationException>(() => turned.bytes.Length);
        Assert.Throws<IndexOutOfRangeException>(() => a.data<float>()[0, 3]);
        Assert.Throws<ArgumentException>(() => a.data<double>());
    }
}
