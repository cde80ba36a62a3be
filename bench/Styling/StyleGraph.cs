using FaceGrid.Vision;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>
/// The cost of Gatys et al. (2016) in plain TorchSharp: a recorded graph over VGG-19, without fused operations or reused buffers. The same
/// cost as <c>peers/style_torch.py</c>, on FaceGrid's libtorch.
/// </summary>
internal sealed class StyleGraph
{
    private static readonly int[] Convolutions = [2, 2, 4, 4, 1];

    private readonly Dictionary<string, Tensor> _weights = [];
    private readonly string _kind;
    private readonly string _contentLayer;
    private readonly bool _averages;
    private readonly Tensor _mean = tensor([103.939f, 116.779f, 123.68f], [1, 3, 1, 1]);
    private readonly Tensor _contentWeight;
    private readonly Tensor _totalVariation;
    private readonly string[] _styleLayers;
    private Tensor[] _styleWeights = [];
    private Tensor[] _grams = [];
    private Tensor? _content;

    /// <param name="weights">VGG-19's convolutions, float32, named as torchvision names them.</param>
    /// <param name="profile">neural-style or gatys-paper.</param>
    public StyleGraph(string weights, string profile)
    {
        (_kind, _contentLayer, _averages) = profile switch
        {
            "neural-style" => ("relu", "relu4_2", false),
            "gatys-paper" => ("conv", "conv4_2", true),
            _ => throw new BadInputException(profile, "the peer supports neural-style and gatys-paper"),
        };
        _contentWeight = tensor(_averages ? 0.5f : 5f);
        _totalVariation = tensor(_averages ? 0f : 1e-3f);
        _styleLayers = [.. Enumerable.Range(1, Convolutions.Length).Select(block => $"{_kind}{block}_1")];
        using var file = SafeTensorsFile.Open(weights);
        foreach (var entry in file.Tensors)
        {
            _weights[entry.Name] = tensor(file.ReadFloats(entry.Name), entry.Shape.ToArray());
        }
    }

    /// <param name="content">1 x 3 x H x W, levels 0 to 255, RGB.</param>
    /// <param name="style">1 x 3 x H x W, levels 0 to 255, RGB.</param>
    public void SetTargets(Tensor content, Tensor style)
    {
        using var scope = NewDisposeScope();
        var features = Features(style);
        _grams = [.. _styleLayers.Select(layer => Gram(features[layer]).MoveToOuterDisposeScope())];
        _styleWeights = [.. _grams.Select(gram => StyleWeight(gram.shape[0]).MoveToOuterDisposeScope())];
        _content = Features(content)[_contentLayer].MoveToOuterDisposeScope();
    }

    /// <summary>J of an image, with its graph.</summary>
    public Tensor Cost(Tensor image)
    {
        var features = Features(image);
        var difference = features[_contentLayer] - _content!;
        var squares = difference * difference;
        var cost = _contentWeight * (_averages ? squares.sum() : squares.mean());
        for (var i = 0; i < _styleLayers.Length; i++)
        {
            var apart = Gram(features[_styleLayers[i]]) - _grams[i];
            cost = cost.Plus(_styleWeights[i] * (apart * apart).sum());
        }

        if (_averages)
        {
            return cost;
        }

        var across = image.narrow(3, 1, image.shape[3] - 1) - image.narrow(3, 0, image.shape[3] - 1);
        var down = image.narrow(2, 1, image.shape[2] - 1) - image.narrow(2, 0, image.shape[2] - 1);
        return cost.Plus(_totalVariation * across.abs().sum().Plus(down.abs().sum()));
    }

    private Dictionary<string, Tensor> Features(Tensor image)
    {
        var found = new Dictionary<string, Tensor>();
        var (x, index) = (image.flip(1) - _mean, 0);
        for (var block = 1; block <= Convolutions.Length; block++)
        {
            for (var n = 1; n <= Convolutions[block - 1]; n++, index += 2)
            {
                x = nn.functional.conv2d(x, _weights[$"features.{index}.weight"], _weights[$"features.{index}.bias"], padding: [1, 1]);
                Keep($"conv{block}_{n}", x);
                x = nn.functional.relu(x);
                Keep($"relu{block}_{n}", x);
            }

            index++;
            if (block < Convolutions.Length)
            {
                x = _averages ? nn.functional.avg_pool2d(x, 2) : nn.functional.max_pool2d(x, 2);
            }
        }

        return found;

        void Keep(string layer, Tensor map)
        {
            if (layer == _contentLayer || _styleLayers.Contains(layer))
            {
                found[layer] = map;
            }
        }
    }

    private Tensor StyleWeight(long units)
    {
        var n = (double)units;
        return tensor((float)(_averages ? 200 / (4 * n * n) : 100 / (n * n * n * n)));
    }

    private static Tensor Gram(Tensor map)
    {
        var rows = map.squeeze(0).flatten(1);
        return rows.matmul(rows.t()) / tensor((float)rows.shape[1]);
    }
}
