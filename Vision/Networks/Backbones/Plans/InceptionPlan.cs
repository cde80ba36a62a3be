namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>
/// FaceNet's small inception network (Schroff et al. 2015, NN4) in the size that OpenFace (Amos et al. 2016) calls nn4.small2:
/// modules of 1x1, 3x3 and 5x5 convolutions behind 1x1 reductions, with a pooling branch (L2 pooling in some modules, padded so
/// that the maps keep their size), and batch norm after every convolution. On its 96x96 input it has 3 733 968 parameters.
/// </summary>
internal static class InceptionPlan
{
    private static readonly Module[] Modules =
    [
        new("inception3a", 64, (96, 128), (16, 32), PoolKind.Max, 32),
        new("inception3b", 64, (96, 128), (32, 64), PoolKind.L2, 64),
        new("inception3c", 0, (128, 256), (32, 64), PoolKind.Max, 0),
        new("inception4a", 256, (96, 192), (32, 64), PoolKind.L2, 128),
        new("inception4e", 0, (160, 256), (64, 128), PoolKind.Max, 0),
        new("inception5a", 256, (96, 384), (0, 0), PoolKind.L2, 96),
        new("inception5b", 256, (96, 384), (0, 0), PoolKind.Max, 96),
    ];

    /// <summary>Makes the plan of the network.</summary>
    /// <param name="options">Input size, embedding and width.</param>
    public static NetworkPlan Make(BackboneOptions options)
    {
        PlanStep[] Unit(string name, int channels, int kernel, int stride = 1) =>
        [
            new ConvolutionStep(name + ".conv", options.Channels(channels), kernel, stride, kernel / 2),
            new NormStep(name + ".bn"),
            new RectifierStep(),
        ];

        PlanStep Join(Module module)
        {
            // Modules without a 1x1 branch halve the size of the maps.
            var stride = module.One == 0 ? 2 : 1;
            var branches = new List<IReadOnlyList<PlanStep>>();
            if (module.One > 0)
            {
                branches.Add(Unit(module.Name + ".1x1", module.One, 1));
            }

            branches.Add([.. Unit(module.Name + ".3x3_reduce", module.Three.Reduced, 1),
                .. Unit(module.Name + ".3x3", module.Three.Out, 3, stride)]);
            if (module.Five.Out > 0)
            {
                branches.Add([.. Unit(module.Name + ".5x5_reduce", module.Five.Reduced, 1),
                    .. Unit(module.Name + ".5x5", module.Five.Out, 5, stride)]);
            }

            var pool = new PoolStep(module.Name + ".pool", module.Pool, 3, stride, 1);
            branches.Add(module.Projected > 0 ? [pool, .. Unit(module.Name + ".pool_proj", module.Projected, 1)] : [pool]);
            return new BranchesStep(module.Name, branches);
        }

        return new NetworkPlan("inception", "Inception NN4-small",
        [
            new("stem",
            [
                .. Unit("conv1", 64, 7, 2), new PoolStep("pool1", PoolKind.Max, 3, 2, 1), Norm("norm1"),
                .. Unit("conv2", 64, 1), .. Unit("conv3", 192, 3), Norm("norm2"), new PoolStep("pool2", PoolKind.Max, 3, 2, 1),
            ]),
            .. Modules.Select(m => new PlanStage(m.Name, [Join(m)])),
            new("embedding", [new GlobalPoolStep("avgpool"), new LinearStep("fc", options.Embedding, Gain: 1)]),
        ]);
    }

    /// <summary>The default of Torch's cross-map normalisation: α = 0.0001 on the mean of the five maps.</summary>
    private static ResponseNormStep Norm(string name) => new(name, Alpha: 1e-4 / 5, Offset: 1);

    /// <param name="One">Maps of the 1x1 branch; 0: the module has no such branch and halves the size of the maps.</param>
    /// <param name="Projected">
    /// Maps of the 1x1 convolution after the pooling; 0: the pooled maps are used without a convolution.
    /// </param>
    private sealed record Module(
        string Name, int One, (int Reduced, int Out) Three, (int Reduced, int Out) Five, PoolKind Pool, int Projected);
}
