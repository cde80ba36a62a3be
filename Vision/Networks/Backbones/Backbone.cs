using FaceGrid.Vision.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>
/// A network from faces to encodings, for training: N x 3 x Height x Width in (pixels already normalised), N x Embedding out, not
/// normalised. Initial weights depend on a seed only, whatever libtorch's own generator does. No network here has dropout: its
/// masks come from libtorch's generator, and a resumed run would then not end in the same bits as one that never stopped.
/// </summary>
public abstract class Backbone : Module<Tensor, Tensor>
{
    private int _frozen;

    private protected Backbone(string name, BackboneOptions options)
        : base(name) => Options = options;

    /// <summary>One of <see cref="BackboneCatalog.Names"/>; <c>architecture</c> in the metadata of weight files.</summary>
    public abstract string Architecture { get; }

    public BackboneOptions Options { get; }

    /// <summary>Number of floats that are not running statistics (kernels, biases, batch norm scales and shifts, slopes).</summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    /// <summary>
    /// The parameters in groups, the input's side first, the embedding last: what <see cref="Freeze"/> counts. Read it again after
    /// the network was moved to another device, which replaces parameters.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Parameter>> Stages =>
        [.. StageModules.Select(modules => (IReadOnlyList<Parameter>)[.. modules.SelectMany(m => m.parameters())])];

    /// <summary>What the stages are called: <c>stem</c>, <c>layer1</c> … <c>embedding</c>.</summary>
    public abstract IReadOnlyList<string> StageNames { get; }

    /// <summary>What messages call it: <c>ResNet-18 112x112</c>.</summary>
    internal abstract string Title { get; }

    /// <summary>The modules of each stage.</summary>
    private protected abstract IReadOnlyList<IReadOnlyList<Module>> StageModules { get; }

    /// <summary>The maps after each stage, input to output; the last ones are the encodings.</summary>
    /// <param name="input">N x 3 x Height x Width.</param>
    internal IReadOnlyList<Tensor> Maps(Tensor input)
    {
        var maps = new Tensor[StageModules.Count];
        for (var stage = 0; stage < maps.Length; stage++)
        {
            maps[stage] = Stage(stage, stage == 0 ? input : maps[stage - 1]);
        }

        return maps;
    }

    /// <summary>Runs one stage on the map before it.</summary>
    internal abstract Tensor Stage(int stage, Tensor input);

    /// <summary>Every parameter and running statistic by its name in weight files, in a fixed order, without batch counters.</summary>
    public abstract IEnumerable<(string Name, Tensor Tensor)> NamedState();

    /// <summary>Every layer with its sizes on this network's input.</summary>
    public abstract IReadOnlyList<LayerDescription> Describe();

    /// <summary>Replaces every parameter and running statistic by the file's.</summary>
    /// <exception cref="BadInputException">The file does not hold the weights of this network in this size; nothing was changed.</exception>
    public void Load(SafeTensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Load(file, [.. NamedState()], []);
    }

    /// <summary>
    /// Transfer learning: takes over the file's first stages (<see cref="Stages"/>) and leaves the others as they are, whether the file
    /// has them in another size, or not at all.
    /// </summary>
    /// <exception cref="BadInputException">
    /// One of these stages is missing or of another size, the first tensor of which is named, or the file is of another network;
    /// nothing was changed.
    /// </exception>
    public void LoadStages(SafeTensorsFile file, int stages)
    {
        ArgumentNullException.ThrowIfNull(file);
        var all = StageModules;
        if (stages < 1 || stages > all.Count)
        {
            throw new BadInputException($"{stages} stages", $"{Title} has 1 to {all.Count}");
        }

        var state = NamedState().ToList();
        var count = all.Take(stages).SelectMany(m => m)
            .Sum(m => m.named_parameters().Count() + m.named_buffers().Count(b => !b.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)));
        Load(file, state[..count], state[count..].Select(s => s.Name));
    }

    /// <summary>
    /// Transfer learning: takes over everything but the last layer, which may have another size in the file: another embedding, or a
    /// classifier.
    /// </summary>
    /// <inheritdoc cref="LoadStages" path="/exception"/>
    public void LoadAllButEmbedding(SafeTensorsFile file) => LoadStages(file, StageModules.Count - 1);

    /// <summary>Adds every parameter and running statistic to a weight file.</summary>
    public void AddTo(SafeTensorsWriter writer, TensorType type = TensorType.F32)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, source) in NamedState())
        {
            writer.Add(name, source.shape, source.detach().cpu().contiguous().data<float>().ToArray(), type);
        }
    }

    /// <summary>
    /// Lets training leave the first stages as they are: their parameters ask for no gradient and their batch norms use and keep their
    /// running statistics, whatever <see cref="train"/> says. What was frozen before and is not counted now learns again.
    /// </summary>
    /// <exception cref="BadInputException">Not 0 to one less than there are: nothing would be left to learn.</exception>
    public void Freeze(int stages)
    {
        var all = StageModules;
        if (stages < 0 || stages >= all.Count)
        {
            throw new BadInputException($"freeze {stages}", $"{Title} has {all.Count} stages, of which 0 to {all.Count - 1} can be frozen");
        }

        for (var stage = 0; stage < all.Count; stage++)
        {
            foreach (var module in all[stage])
            {
                Ask(module, stage >= stages);
            }
        }

        _frozen = stages;
        train(training);
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var module in StageModules.Take(_frozen).SelectMany(m => m))
        {
            module.eval();
        }
    }

    /// <summary>Slopes that are not to be learned never ask for gradients.</summary>
    private static void Ask(Module module, bool gradients)
    {
        foreach (var part in module.modules().Append(module))
        {
            foreach (var parameter in part.parameters(recurse: false))
            {
                parameter.requires_grad = gradients && part is not Slopes { Learned: false };
            }
        }
    }

    /// <summary>A chance to refuse a tensor of a file that has the right name and shape.</summary>
    private protected virtual void Accept(SafeTensorsFile file, string name, float[] values)
    {
        if (name.EndsWith(".running_var", StringComparison.Ordinal) && values.Any(v => v < 0))
        {
            throw new BadInputException(file.Path, $"tensor '{name}' holds a variance below zero");
        }
    }

    /// <summary>Reads all before it replaces any.</summary>
    private void Load(SafeTensorsFile file, IReadOnlyList<(string Name, Tensor Tensor)> targets, IEnumerable<string> others)
    {
        NetworkWeights.Check(file, Title, targets.Select(t => (t.Name, t.Tensor.shape)), others);
        var read = new List<float[]>();
        foreach (var (name, _) in targets)
        {
            read.Add(NetworkWeights.ReadFinite(file, name));
            Accept(file, name, read[^1]);
        }

        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < targets.Count; i++)
        {
            targets[i].Tensor.copy_(tensor(read[i], targets[i].Tensor.shape));
        }
    }
}
