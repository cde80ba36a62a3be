using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Backbones;
using FaceGrid.Vision.Weights;
using TorchSharp;

namespace FaceGrid.Vision.Faces;

/// <summary>
/// An encoder loaded from a weight file. Safe for concurrent calls: pixels are prepared in parallel, and the network runs one batch
/// at a time, because one batch uses every thread of the device's pool.
/// </summary>
public sealed class FaceEncoder : IFaceEncoder
{
    /// <summary>
    /// Faces per batch: on a CPU few enough that activations stay in the cache; a GPU needs more for full occupancy.
    /// </summary>
    private const int CpuBatch = 16;

    private const int CudaBatch = 256;

    private readonly Lock _gate = new();
    private readonly IEncoderNetwork _network;
    private readonly int _batch;
    private bool _disposed;

    private FaceEncoder(EncoderModel model, IEncoderNetwork network, int batch)
    {
        Model = model;
        _network = network;
        _batch = batch;
    }

    /// <summary>Metadata of the weight file, with the recommended thresholds.</summary>
    public EncoderModel Model { get; }

    /// <inheritdoc/>
    public string ModelVersion => Model.Version;

    /// <summary>Loads an encoder.</summary>
    /// <param name="path">A safetensors file that <see cref="EncoderModel.Read(string)"/> accepts.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">
    /// The file is unreadable, is not an encoder, or holds weights of another shape, or the device does not exist.
    /// </exception>
    public static FaceEncoder Load(string path, string device = "cpu")
    {
        var target = ComputeDevice.Parse(device);
        using var file = SafeTensorsFile.Open(path);
        var model = EncoderModel.Read(file);
        var options = new BackboneOptions
        {
            Height = model.Input.Height,
            Width = model.Input.Width,
            WidthMultiplier = model.WidthMultiplier,
            Embedding = FaceEncoding.Dimension,
        };
        IEncoderNetwork network = model.Architecture == BackboneCatalog.MobileFaceNetName
            ? FoldedMobileFaceNet.Load(file, options, target)
            : BackboneEncoder.Load(file, model.Architecture, options, target);
        return new FaceEncoder(model, network, target.type == DeviceType.CUDA ? CudaBatch : CpuBatch);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A face does not have the template's size.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public float[][] Encode(IReadOnlyList<RgbImage> faces)
    {
        ArgumentNullException.ThrowIfNull(faces);
        var encodings = new float[faces.Count][];
        for (var from = 0; from < faces.Count; from += _batch)
        {
            var count = Math.Min(_batch, faces.Count - from);
            var size = Model.Input.Height * Model.Input.Width * 3;
            var pixels = new float[count * size];
            for (var i = 0; i < count; i++)
            {
                Model.Input.Write(faces[from + i], pixels.AsSpan(i * size, size));
            }

            var output = Forward(pixels, count);
            for (var i = 0; i < count; i++)
            {
                encodings[from + i] = Normalised(output.AsSpan(i * FaceEncoding.Dimension, FaceEncoding.Dimension));
            }
        }

        return encodings;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _network.Dispose();
            }
        }
    }

    private float[] Forward(float[] pixels, int count)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _network.Forward(pixels, count);
        }
    }

    private static float[] Normalised(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (var v in values)
        {
            sum += (double)v * v;
        }

        // The same lower bound as in PyTorch's F.normalize.
        var scale = 1 / Math.Max(Math.Sqrt(sum), 1e-12);
        var result = new float[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = (float)(values[i] * scale);
        }

        return result;
    }
}
