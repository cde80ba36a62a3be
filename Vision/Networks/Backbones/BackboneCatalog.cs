using FaceGrid.Vision.Networks.Backbones.Plans;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>The network architectures available for encoders.</summary>
public static class BackboneCatalog
{
    /// <summary>Name of MobileFaceNet, which is implemented by a separate class.</summary>
    internal const string MobileFaceNetName = "mobilefacenet";

    private static readonly (string Name, Func<BackboneOptions, NetworkPlan> Plan)[] All =
    [
        (MobileFaceNetName, o => new MobileFaceNetPlan(o).ToNetworkPlan()),
        ("lenet-5", LeNetPlan.Make),
        ("alexnet", AlexNetPlan.Make),
        ("vgg-16", o => VggPlan.Make(o, VggArchitecture.Vgg16)),
        ("vgg-19", o => VggPlan.Make(o, VggArchitecture.Vgg19)),
        ("resnet-18", o => ResNetPlan.Make(o, "resnet-18", "ResNet-18", 2, 2, 2, 2)),
        ("resnet-34", o => ResNetPlan.Make(o, "resnet-34", "ResNet-34", 3, 4, 6, 3)),
        ("inception", InceptionPlan.Make),
    ];

    /// <summary>Names of the architectures, as in the option <c>--backbone</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(a => a.Name)];

    /// <summary>Creates a network with initial weights that depend on the seed only.</summary>
    /// <exception cref="BadInputException">The name is unknown, or the size is not supported.</exception>
    public static Backbone Create(string name, BackboneOptions options, int seed)
    {
        var plan = Plan(name, options);
        return plan.Architecture == MobileFaceNetName
            ? new MobileFaceNet(options, seed)
            : new PlannedBackbone(plan, options, seed);
    }

    /// <summary>Describes the layers of a network without allocating it.</summary>
    /// <param name="channels">Channels of the image: 3, or 1 as in the original LeNet-5.</param>
    /// <exception cref="BadInputException">The name is unknown, or the size is not supported.</exception>
    public static IReadOnlyList<LayerDescription> Describe(string name, BackboneOptions options, int channels = 3) =>
        Plan(name, options).Describe(channels, options.Height, options.Width);

    /// <summary>Creates a network with the weights of a file.</summary>
    /// <exception cref="BadInputException">
    /// The name is unknown, or the file holds the weights of another network or size.
    /// </exception>
    public static Backbone Open(SafeTensorsFile file, string name, BackboneOptions options)
    {
        var plan = Plan(name, options);
        Backbone network = plan.Architecture == MobileFaceNetName
            ? new MobileFaceNet(options, seed: 0)
            : new PlannedBackbone(plan, options, seed: null);
        try
        {
            network.Load(file);
            return network;
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    internal static NetworkPlan Plan(string name, BackboneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var plan = Array.Find(All, a => a.Name == name).Plan
            ?? throw new BadInputException($"backbone '{name}'", $"is not known; one of {string.Join(", ", Names)}");
        return plan(options);
    }
}
