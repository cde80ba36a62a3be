using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>Initial weights that depend on a seed only and not on libtorch's generator.</summary>
internal static class SeededWeights
{
    /// <summary>
    /// Sets kernels and matrices to normal deviates of variance 2 / fan-in (He et al. 2015) and vectors to zero, in the order of
    /// the names.
    /// </summary>
    public static void Fill(nn.Module module, int seed)
    {
        var random = new Random(seed);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (_, parameter) in module.named_parameters().OrderBy(p => p.name, StringComparer.Ordinal))
        {
            var count = (int)parameter.numel();
            var fan = count / parameter.shape[0];
            var values = parameter.dim() > 1 ? NormalDeviates.Floats(random, count, Math.Sqrt(2.0 / fan)) : new float[count];
            parameter.copy_(tensor(values, parameter.shape));
        }
    }
}
