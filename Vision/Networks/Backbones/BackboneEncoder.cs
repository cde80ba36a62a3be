using FaceGrid.Vision.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks.Backbones;

/// <summary>A <see cref="Backbone"/> for inference: in evaluation mode, without an autograd graph.</summary>
internal sealed class BackboneEncoder : IEncoderNetwork
{
    private readonly Backbone _network;
    private readonly Device _device;

    private BackboneEncoder(Backbone network, Device device)
    {
        _network = network;
        _device = device;
    }

    /// <exception cref="BadInputException">The file does not hold the weights of this network at this size.</exception>
    public static BackboneEncoder Load(SafeTensorsFile file, string architecture, BackboneOptions options, Device device)
    {
        var network = BackboneCatalog.Open(file, architecture, options);
        network.to(device);
        network.eval();
        return new BackboneEncoder(network, device);
    }

    /// <inheritdoc/>
    public float[] Forward(float[] pixels, int count)
    {
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var interleaved = tensor(pixels, [count, _network.Options.Height, _network.Options.Width, 3], device: _device);
        var x = interleaved.permute(0, 3, 1, 2).contiguous();
        return _network.call(x).cpu().contiguous().data<float>().ToArray();
    }

    public void Dispose() => _network.Dispose();
}
