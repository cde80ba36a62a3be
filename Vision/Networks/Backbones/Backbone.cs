using FaceGrid.Vision.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>
/// A trainable network from faces to encodings: input N x 3 x Height x Width (normalised pixels), output N x Embedding, not
/// normalised. Initial weights depend on a seed only and not on libtorch's generator. The networks have no dropout: its masks come
/// from libtorch's generator, so that a resumed run would not be bit-identical to an uninterrupted one.
/// </summary>
public abstract class Backbone : Module<Tensor, Tensor>
{
    private int _frozen;

    private protected Backbone(string name, BackboneOptions options)
        : base(name) => Options = options;

    /// <summary>One of <see cref="BackboneCatalog.Names"/>; <c>architecture</c> in the metadata of weight files.</summary>
    public abstract string Architecture { get; }

    /// <summary>Size of the network.</summary>
    public BackboneOptions Options { get; }

    /// <summary>
    /// Number of trainable floats (kernels, biases, batch norm scales and shifts, slopes), without running statistics.
    /// </summary>
    public long ParameterCount => parameters().Sum(p => p.numel());

    /// <summary>
    /// The parameters by stage, from the input to the embedding; <see cref="Freeze"/> counts these stages. Moving the network to
    /// another device replaces the parameters, so that the list has to be read again.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<Parameter>> Stages =>
        [.. StageModules.Select(modules => (IReadOnlyList<Parameter>)[.. modules.SelectMany(m => m.parameters())])];

    /// <summary>Names of the stages: <c>stem</c>, <c>layer1</c> … <c>embedding</c>.</summary>
    public abstract IReadOnlyList<string> StageNames { get; }

    /// <summary>Name of the network in messages: <c>ResNet-18 112x112</c>.</summary>
    internal abstract string Title { get; }

    /// <summary>The modules of each stage.</summary>
    private protected abstract IReadOnlyList<IReadOnlyList<Module>> StageModules { get; }

    /// <summary>The outputs of all stages from input to output; the last one holds the encodings.</summary>
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

    /// <summary>Runs one stage on the output of the stage before it.</summary>
    internal abstract Tensor Stage(int stage, Tensor input);

    /// <summary>
    /// Every parameter and running statistic with its name in weight files, in a fixed order, without batch counters.
    /// </summary>
    public abstract IEnumerable<(string Name, Tensor Tensor)> NamedState();

    /// <summary>Describes every layer for the input size of this network.</summary>
    public abstract IReadOnlyList<LayerDescription> Describe();

    /// <summary>Loads every parameter and running statistic from a file.</summary>
    /// <exception cref="BadInputException">
    /// The file does not hold the weights of this network at this size; the network is unchanged.
    /// </exception>
    public void Load(SafeTensorsFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Load(file, [.. NamedState()], []);
    }

    /// <summary>
    /// Transfer learning: loads the first stages (<see cref="Stages"/>) from a file and leaves the others unchanged, whether the
    /// file has them at another size or not at all.
    /// </summary>
    /// <exception cref="BadInputException">
    /// A tensor of these stages is missing or of another size (the message names the first), or the file is of another network; the
    /// network is unchanged.
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
            .Sum(m => m.named_parameters().Count()
                + m.named_buffers().Count(b => !b.name.EndsWith("num_batches_tracked", StringComparison.Ordinal)));
        Load(file, state[..count], state[count..].Select(s => s.Name));
    }

    /// <summary>
    /// Transfer learning: loads everything except the last layer, which may have another size in the file, for example another
    /// embedding or a classifier.
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
    /// Freezes the first stages and unfreezes all others: frozen parameters require no gradient, and frozen batch norms use their
    /// running statistics without updating them, also in training mode (<see cref="train"/>).
    /// </summary>
    /// <exception cref="BadInputException">The number is negative, or no trainable stage would remain.</exception>
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
                SetRequiresGradient(module, stage >= stages);
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

    /// <summary>Sets whether the parameters of a module require gradients; fixed slopes never do.</summary>
    private static void SetRequiresGradient(Module module, bool gradients)
    {
        foreach (var part in module.modules().Append(module))
        {
            foreach (var parameter in part.parameters(recurse: false))
            {
                parameter.requires_grad = gradients && part is not Slopes { Learned: false };
            }
        }
    }

    /// <summary>Checks the values of a tensor with the right name and shape before it is loaded.</summary>
    private protected virtual void CheckTensor(SafeTensorsFile file, string name, float[] values)
    {
        if (name.EndsWith(".running_var", StringComparison.Ordinal) && values.Any(v => v < 0))
        {
            throw new BadInputException(file.Path, $"tensor '{name}' holds a variance below zero");
        }
    }

    /// <summary>Reads all tensors before it replaces any.</summary>
    private void Load(SafeTensorsFile file, IReadOnlyList<(string Name, Tensor Tensor)> targets, IEnumerable<string> others)
    {
        NetworkWeights.Check(file, Title, targets.Select(t => (t.Name, t.Tensor.shape)), others);
        var read = new List<float[]>();
        foreach (var (name, _) in targets)
        {
            read.Add(NetworkWeights.ReadFinite(file, name));
            CheckTensor(file, name, read[^1]);
        }

        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        for (var i = 0; i < targets.Count; i++)
        {
            targets[i].Tensor.copy_(tensor(read[i], targets[i].Tensor.shape));
        }
    }
}
