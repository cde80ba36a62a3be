using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Checkpoints;

/// <summary>
/// Collects the state of a run and writes it as a safetensors file that any tool can open: tensors and numbers by name, a
/// header of text, and, as its last 32 bytes, a SHA-256 of everything else.
/// </summary>
public sealed class CheckpointWriter
{
    internal const string Header = "facegrid.checkpoint";
    internal const string Hash = "sha256";

    private readonly SafeTensorsWriter _file = new();

    /// <summary>Copies a float32 or float64 tensor.</summary>
    public void Add(string name, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scope = NewDisposeScope();
        var type = values.dtype switch
        {
            ScalarType.Float32 => TensorType.F32,
            ScalarType.Float64 => TensorType.F64,
            _ => throw new ArgumentException($"a tensor of {values.dtype}", nameof(values)),
        };
        _file.AddBytes(name, values.shape, values.detach().cpu().contiguous().bytes.ToArray(), type);
    }

    public void Add(string name, double value) => Add(name, [value]);

    public void Add(string name, double[] values) =>
        _file.AddBytes(name, [values.Length], MemoryMarshal.AsBytes<double>(values).ToArray(), TensorType.F64);

    public void Add(string name, byte[] values) => _file.AddBytes(name, [values.Length], values, TensorType.U8);

    public void Add(string name, long value) => _file.Add(name, [1], [value]);

    /// <summary>Writes everything that was added. To be called once.</summary>
    /// <param name="header">What <see cref="CheckpointReader.Header"/> gives back.</param>
    public void Write(Stream stream, string header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var metadata = new Dictionary<string, string> { [Header] = header };

        // The narrowest elements lie last: the hash ends the file, and is taken with zeros in its own place.
        var hash = new byte[SHA256.HashSizeInBytes];
        _file.AddBytes(Hash, [hash.Length], hash, TensorType.U8);
        using var sum = SHA256.Create();
        using (var all = new CryptoStream(Stream.Null, sum, CryptoStreamMode.Write))
        {
            _file.Write(all, metadata);
        }

        sum.Hash!.CopyTo(hash, 0);
        _file.Write(stream, metadata);
    }
}
