namespace FaceGrid.Vision.Weights.Import;

/// <summary>Converts published weights to the names, shapes and layouts of this project's networks.</summary>
public static class NetworkImport
{
    /// <summary>ε of every batch norm of this project's networks, PyTorch's default.</summary>
    public const float BatchNormEpsilon = 1e-5f;

    /// <summary>Writes the network as a safetensors file, atomically.</summary>
    /// <param name="output">The file to write; an existing file is replaced when the new one is complete.</param>
    /// <param name="metadata">Architecture, input, licence, source …</param>
    /// <exception cref="BadInputException">
    /// The weights are of another network: a tensor is missing, has another shape, holds values that are not finite, or is
    /// superfluous.
    /// </exception>
    public static void Write(PublishedWeights source, KnownNetwork network, string output, IReadOnlyDictionary<string, string> metadata)
    {
        var writer = new SafeTensorsWriter();
        foreach (var (name, shape, tensor) in Match(source, network))
        {
            var values = tensor.Read();
            if (values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue) >= 0)
            {
                throw new BadInputException(source.Path,
                    $"tensor '{ImportLimits.Printable(tensor.Name)}' holds a value that is not finite");
            }

            // 16-bit floats are widened exactly, so they can be stored as 16-bit floats again without loss.
            writer.Add(name, shape, values, tensor.Type is TensorType.F16 or TensorType.BF16 ? tensor.Type : TensorType.F32);
        }

        writer.Save(output, metadata);
    }

    /// <summary>The source of every tensor of the network, in the network's order.</summary>
    private static IEnumerable<(string Name, long[] Shape, PublishedTensor Tensor)> Match(PublishedWeights source, KnownNetwork network) =>
        source.Format == PublishedFormat.Ncnn ? ByPosition(source, network) : ByName(source, network);

    private static List<(string Name, long[] Shape, PublishedTensor Tensor)> ByName(PublishedWeights source, KnownNetwork network)
    {
        var sources = new Dictionary<string, PublishedTensor>(StringComparer.Ordinal);
        foreach (var tensor in source.Tensors.Where(t => !IsUnneeded(t.Name)))
        {
            var renamed = source.Format == PublishedFormat.Tfjs ? FromTfjs(tensor) : tensor with { Name = FromTorch(tensor.Name) };
            if (!sources.TryAdd(renamed.Name, renamed))
            {
                throw new BadInputException(source.Path, $"holds two tensors '{ImportLimits.Printable(renamed.Name)}'");
            }
        }

        var matched = new List<(string, long[], PublishedTensor)>();
        foreach (var (name, shape) in network.Tensors)
        {
            if (!sources.Remove(name, out var tensor))
            {
                throw new BadInputException(
                    source.Path, $"weights of another network: tensor '{name}' is missing, {network.Name} needs it");
            }

            if (!tensor.Shape.SequenceEqual(shape))
            {
                throw new BadInputException(
                    source.Path, $"weights of another shape: tensor '{name}' is {tensor.ShapeText}, {network.Name} needs "
                        + $"{TensorShape.Text(shape)}");
            }

            matched.Add((name, shape, tensor));
        }

        return sources.Keys.FirstOrDefault() is { } unknown
            ? throw new BadInputException(
                source.Path, $"weights of another network: {network.Name} has no tensor '{ImportLimits.Printable(unknown)}'")
            : matched;
    }

    /// <summary>Whether a tensor is not imported: batch counters, and the classifier of an ImageNet network.</summary>
    private static bool IsUnneeded(string name) =>
        name.EndsWith(".num_batches_tracked", StringComparison.Ordinal) || name.StartsWith("classifier.", StringComparison.Ordinal);

    /// <summary>
    /// Removes the prefix of DataParallel, and moves the squeeze-and-excitation module of MiniFASNet into its block.
    /// </summary>
    private static string FromTorch(string name)
    {
        const string Parallel = "module.";
        var plain = name.StartsWith(Parallel, StringComparison.Ordinal) ? name[Parallel.Length..] : name;
        return plain.Replace(".se_module.", ".se_", StringComparison.Ordinal);
    }

    /// <summary>Converts slashes in names to dots, and kernels from HWIO to OIHW (depthwise kernels from HWIM to IMHW).</summary>
    private static PublishedTensor FromTfjs(PublishedTensor tensor)
    {
        var name = tensor.Name.Replace('/', '.');
        if (tensor.Shape is not [var height, var width, var input, var output])
        {
            return tensor with { Name = name };
        }

        var depthwise = name.EndsWith("depthwise_filter", StringComparison.Ordinal);
        return depthwise
            ? new PublishedTensor(
                name,
                tensor.Type,
                [input, output, height, width],
                () => Permute(tensor.Read(), (int)(height * width), (int)input, (int)output, swap: false))
            : new PublishedTensor(
                name,
                tensor.Type,
                [output, input, height, width],
                () => Permute(tensor.Read(), (int)(height * width), (int)input, (int)output, swap: true));
    }

    /// <summary>Permutes [window, a, b] to [a, b, window], or with <paramref name="swap"/> to [b, a, window].</summary>
    private static float[] Permute(float[] values, int window, int a, int b, bool swap)
    {
        var permuted = new float[values.Length];
        for (var w = 0; w < window; w++)
        {
            for (var i = 0; i < a; i++)
            {
                for (var j = 0; j < b; j++)
                {
                    permuted[((swap ? (j * a) + i : (i * b) + j) * window) + w] = values[(((w * a) + i) * b) + j];
                }
            }
        }

        return permuted;
    }

    /// <summary>
    /// ncnn files have layer names of the original framework, so layers are matched in order, by kind and number of elements. A
    /// fully connected layer becomes a 1x1 convolution, and its bias is folded into the following batch norm: BN(Wx + b) with mean
    /// m is BN(Wx) with mean m − b.
    /// </summary>
    private static List<(string Name, long[] Shape, PublishedTensor Tensor)> ByPosition(PublishedWeights source, KnownNetwork network)
    {
        var sources = WithoutBiases(source);
        var matched = new List<(string, long[], PublishedTensor)>();
        var next = 0;
        for (var i = 0; i < network.Tensors.Count;)
        {
            var group = GroupAt(network, i);
            foreach (var (name, shape) in network.Tensors.Skip(i).Take(group))
            {
                // The four tensors of a batch norm are matched by name, because their order differs.
                var part = name[(name.LastIndexOf('.') + 1)..];
                var tensor = sources.Skip(next).Take(group).FirstOrDefault(t => t.Name.EndsWith("." + part, StringComparison.Ordinal));
                var count = shape.Aggregate(1L, (product, size) => product * size);
                if (tensor is null || tensor.Count != count || tensor.Shape.Count > 1 != shape.Length > 1)
                {
                    throw new BadInputException(
                        source.Path,
                        tensor is null
                            ? $"weights of another network: nothing at the place of '{name}', which {network.Name} needs"
                            : $"weights of another network: '{ImportLimits.Printable(tensor.Name)}' is {tensor.ShapeText} at the place of "
                                + $"'{name}' of {TensorShape.Text(shape)} in {network.Name}");
                }

                matched.Add((name, shape, tensor));
            }

            i += group;
            next += group;
        }

        return next == sources.Count
            ? matched
            : throw new BadInputException(
                source.Path, $"weights of another network: {network.Name} has nothing at the place of "
                    + $"'{ImportLimits.Printable(sources[next].Name)}'");
    }

    /// <summary>Number of tensors that are matched together: 4 for a batch norm, 1 otherwise.</summary>
    private static int GroupAt(KnownNetwork network, int index)
    {
        static string Prefix(string name) => name[..name.LastIndexOf('.')];

        var prefix = Prefix(network.Tensors[index].Name);
        return network.Tensors.Skip(index + 1).Take(3).Count(t => Prefix(t.Name) == prefix) == 3 ? 4 : 1;
    }

    private static List<PublishedTensor> WithoutBiases(PublishedWeights source)
    {
        var kept = new List<PublishedTensor>();
        PublishedTensor? bias = null;
        foreach (var tensor in source.Tensors)
        {
            var followsKernel = kept.Count > 0 && kept[^1].Shape.Count > 1;
            if (followsKernel && bias is null && tensor.Name.EndsWith(".bias", StringComparison.Ordinal))
            {
                bias = tensor;
                continue;
            }

            if (bias is { } added && tensor.Name.EndsWith(".running_mean", StringComparison.Ordinal) && tensor.Count == added.Count)
            {
                kept.Add(tensor with { Read = () => [.. tensor.Read().Zip(added.Read(), (m, b) => m - b)] });
                bias = null;
                continue;
            }

            kept.Add(tensor);
        }

        return bias is null
            ? kept
            : throw new BadInputException(
                source.Path, $"weights of another network: '{ImportLimits.Printable(bias.Name)}' is followed by no batch norm");
    }
}
