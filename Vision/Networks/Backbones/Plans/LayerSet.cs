using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>The modules of a network under construction: registered under their dotted names, with seeded weights.</summary>
/// <param name="seed">Seed of the initial weights; null: no initialisation, for a network that is loaded from a file.</param>
internal sealed class LayerSet(Module root, int? seed)
{
    private readonly Random? _random = seed is { } given ? new Random(given) : null;
    private readonly Dictionary<string, Module> _groups = new(StringComparer.Ordinal) { [string.Empty] = root };
    private readonly List<(string Name, Module Module)> _all = [];

    /// <summary>The modules in the order of the plan.</summary>
    public IReadOnlyList<(string Name, Module Module)> All => _all;

    /// <summary>Registers a module below the root, in nested groups given by the dots in its name.</summary>
    public T Add<T>(string name, T module)
        where T : Module
    {
        var dot = name.LastIndexOf('.');
        Group(dot < 0 ? string.Empty : name[..dot]).register_module(name[(dot + 1)..], module);
        _all.Add((name, module));
        return module;
    }

    /// <summary>
    /// Sets normal weights of variance gain / fan-in and biases of 0 (He et al. 2015 with a gain of 2, LeCun et al. 1998 with 1).
    /// </summary>
    public void Initialise(Parameter weight, Parameter? bias, double gain)
    {
        if (_random is null)
        {
            return;
        }

        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var count = checked((int)weight.numel());
        var deviation = Math.Sqrt(gain / (count / weight.shape[0]));
        weight.copy_(tensor(NormalDeviates.Floats(_random, count, deviation), weight.shape));
        bias?.zero_();
    }

    private Module Group(string path)
    {
        if (!_groups.TryGetValue(path, out var group))
        {
            var dot = path.LastIndexOf('.');
            group = new LayerGroup(path[(dot + 1)..]);
            Group(dot < 0 ? string.Empty : path[..dot]).register_module(path[(dot + 1)..], group);
            _groups.Add(path, group);
        }

        return group;
    }
}
