using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Checkpoints;

/// <summary>
/// Collects the state of a run and writes it as a safetensors file that any tool can read: named tensors and numbers, a text header, and a
/// SHA-256 of everything else in its last 32 bytes. Not safe for concurrent calls.
/// </summary>
public sealed class CheckpointWriter
{
    internal const string Header = "facegrid.checkpoint";
    internal const string Hash = "sha256";

    private readonly SafeTensorsWriter _file = new();

    /// <summary>Adds a copy of a tensor.</summary>
    /// <param name="name">Name of the entry.</param>
    /// <param name="values">float32 or float64, of any shape.</param>
    /// <exception cref="ArgumentException">The tensor is of another type.</exception>
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

    /// <summary>Adds a float64.</summary>
    public void Add(string name, double value) => Add(name, [value]);

    /// <summary>Adds an array of float64.</summary>
    public void Add(string name, double[] values) =>
        _file.AddBytes(name, [values.Length], MemoryMarshal.AsBytes<double>(values).ToArray(), TensorType.F64);

    /// <summary>Adds an array of bytes.</summary>
    public void Add(string name, byte[] values) => _file.AddBytes(name, [values.Length], values, TensorType.U8);

    /// <summary>Adds an int64.</summary>
    public void Add(string name, long value) => _file.Add(name, [1], [value]);

    /// <summary>Writes everything that was added. May be called once.</summary>
    /// <param name="stream">Receives the file.</param>
    /// <param name="header">Text for <see cref="CheckpointReader.Header"/>.</param>
    public void Write(Stream stream, string header)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var metadata = new Dictionary<string, string> { [Header] = header };

        // The format puts the narrowest elements last, so that the hash ends the file. It is computed with zeros in its place.
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
