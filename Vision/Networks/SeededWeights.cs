using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>Initial weights that depend on a seed only, whatever libtorch's own generator does.</summary>
internal static class SeededWeights
{
    /// <summary>Kernels and matrices normal with variance 2 / fan in (He et al. 2015), vectors zero, in the order of the names.</summary>
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
