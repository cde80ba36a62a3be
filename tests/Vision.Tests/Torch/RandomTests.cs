using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

/// <summary>The processor's generator is PyTorch's: the expected numbers are what torch.manual_seed(7) gives in Python.</summary>
public sealed class RandomTests
{
    [Fact]
    public void Generator_Seeded_GivesPyTorchsNumbers()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(7);

        Near.Equal([0.5349225401878357, 0.19880318641662598, 0.6592116951942444], rand(3, generator: generator));
        Near.Equal([-0.032551974058151245, 1.0110543966293335, 1.7714937925338745], randn(3, generator: generator));
        Near.Equal([31, 8, 17], randint(100, [3L], generator: generator));
    }

    [Fact]
    public void State_SetBack_RepeatsTheNumbers()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(11);
        _ = rand(5, generator: generator);
        Tensor state = generator.get_state();

        Tensor once = randn(100, generator: generator);
        generator.set_state(state);
        Tensor again = randn(100, generator: generator);

        Assert.True(once.Equals(again));
        Assert.Equal(ScalarType.Byte, state.dtype);
        Assert.Equal(11, generator.initial_seed());
    }

    [Fact]
    public void Normal_ManyNumbers_HasItsMoments()
    {
        using DisposeScope scope = NewDisposeScope();
        using var generator = new Generator(3);

        Tensor many = empty(100_000).normal_(2, 0.5, generator);

        Assert.Equal(2.0, many.mean().ToDouble(), 0.02);
        Assert.Equal(0.5, many.std().ToDouble(), 0.02);
        Assert.Equal(100L, randperm(100, generator: generator).unique().output.numel());
    }
}
