using FaceGrid.Vision.Networks.Backbones.Plans;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>A network built from a <see cref="NetworkPlan"/>.</summary>
internal sealed class PlannedBackbone : Backbone
{
    private readonly NetworkPlan _plan;
    private readonly IReadOnlyList<LayerDescription> _layers;
    private readonly IReadOnlyList<(string Name, Module Module)> _modules;
    private readonly IReadOnlyList<IReadOnlyList<Module>> _stages;
    private readonly IReadOnlyList<Func<Tensor, Tensor>> _functions;

    /// <param name="seed">Seed of the initial weights; null: the weights are uninitialised and must be loaded from a file.</param>
    /// <exception cref="BadInputException">The input is too small for the network.</exception>
    public PlannedBackbone(NetworkPlan plan, BackboneOptions options, int? seed)
        : base(plan.Architecture, options)
    {
        _plan = plan;
        _layers = plan.Describe(3, options.Height, options.Width);
        var set = new LayerSet(this, seed);
        var stages = new List<IReadOnlyList<Module>>();
        var functions = new List<Func<Tensor, Tensor>>();
        var shape = MapShape.Image(3, options.Height, options.Width);
        foreach (var stage in plan.Stages)
        {
            var before = set.All.Count;
            functions.Add(stage.Steps.Build(shape, set));
            stages.Add([.. set.All.Skip(before).Select(m => m.Module)]);
            shape = stage.Steps.Trace(shape, []);
        }

        (_modules, _stages, _functions) = (set.All, stages, functions);
        RegisterComponents();
    }

    public override string Architecture => _plan.Architecture;

    public override IReadOnlyList<string> StageNames => [.. _plan.Stages.Select(s => s.Name)];

    internal override string Title => WeightsTitle.Of(_plan.Title, Options);

    private protected override IReadOnlyList<IReadOnlyList<Module>> StageModules => _stages;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input;
        foreach (var stage in _functions)
        {
            var y = stage(x);
            if (!ReferenceEquals(x, input))
            {
                x.Dispose();
            }

            x = y;
        }

        return x.MoveToOuterDisposeScope();
    }

    internal override Tensor Stage(int stage, Tensor input) => _functions[stage](input);

    public override IEnumerable<(string Name, Tensor Tensor)> NamedState()
    {
        foreach (var (name, module) in _modules)
        {
            // The order within a layer is fixed here because it differs between versions of the binding.
            var (weight, bias) = module switch
            {
                Convolution convolution => (convolution.weight!, convolution.bias),
                Linear linear => (linear.weight!, linear.bias),
                NormBase norm => (norm.weight!, norm.bias),
                _ => throw new InvalidOperationException($"{name} is a {module.GetName()}"),
            };
            yield return (name + ".weight", weight);
            if (bias is not null)
            {
                yield return (name + ".bias", bias);
            }

            if (module is NormBase { running_mean: { } mean, running_var: { } variance })
            {
                yield return (name + ".running_mean", mean);
                yield return (name + ".running_var", variance);
            }
        }
    }

    public override IReadOnlyList<LayerDescription> Describe() => _layers;
}
