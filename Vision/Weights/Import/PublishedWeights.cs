using System.Buffers.Binary;
using FaceGrid.Vision.Weights.Import.Ncnn;
using FaceGrid.Vision.Weights.Import.Tfjs;
using FaceGrid.Vision.Weights.Import.Torch;

namespace FaceGrid.Vision.Weights.Import;

/// <summary>
/// A weight file in the format of its publication, open for reading. Nothing in it is executed, sizes are checked against the
/// file's length before memory is allocated, and tensors are read one at a time.
/// </summary>
public sealed class PublishedWeights : IDisposable
{
    private const int HeadBytes = 4096;

    private static readonly IReadOnlyDictionary<string, string> NoMetadata = new Dictionary<string, string>();

    private readonly IDisposable? _owner;

    internal PublishedWeights(
        PublishedFormat format,
        IReadOnlyList<string> files,
        IReadOnlyList<PublishedTensor> tensors,
        IDisposable? owner,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        Format = format;
        Files = files;
        Tensors = tensors;
        Metadata = metadata ?? NoMetadata;
        _owner = owner;
    }

    /// <summary>Format of the file, detected by its content.</summary>
    public PublishedFormat Format { get; }

    /// <summary>All files that belong to the weights, starting with <see cref="Path"/>.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The file that was opened.</summary>
    public string Path => Files[0];

    /// <summary>The tensors in the order of the file.</summary>
    public IReadOnlyList<PublishedTensor> Tensors { get; }

    /// <summary>The metadata of a safetensors file; empty for other formats.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file of any of the formats, with any extension.</summary>
    /// <exception cref="BadInputException">
    /// The file is missing, of an unknown format, damaged, or a pickle that calls a function outside the closed list.
    /// </exception>
    public static PublishedWeights Open(string path) => Detect(path) switch
    {
        PublishedFormat.SafeTensors => OpenSafeTensors(path),
        PublishedFormat.TorchZip => TorchZip.Open(path),
        PublishedFormat.TorchLegacy => TorchLegacy.Open(path),
        PublishedFormat.Tfjs => TfjsManifest.Open(path),
        PublishedFormat.Ncnn => NcnnWeights.Open(path),
        var format => throw new InvalidOperationException(format.ToString()),
    };

    /// <summary>Detects the format by the content.</summary>
    /// <exception cref="BadInputException">The file is missing, or of an unknown format.</exception>
    public static PublishedFormat Detect(string path)
    {
        using var file = FileBytes.Open(path);
        ReadOnlySpan<byte> head = file.Head(HeadBytes);
        if (head.StartsWith("PK\x03\x04"u8))
        {
            return PublishedFormat.TorchZip;
        }

        if (head.StartsWith(TorchLegacy.Magic))
        {
            return PublishedFormat.TorchLegacy;
        }

        if (head.Length > 8 && head[8] == (byte)'{' && BinaryPrimitives.ReadUInt64LittleEndian(head) <= (ulong)file.Length)
        {
            return PublishedFormat.SafeTensors;
        }

        var text = head.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        if (text.StartsWith(NcnnParam.Magic))
        {
            return PublishedFormat.Ncnn;
        }

        if (text.Length > 0 && text[0] is (byte)'[' or (byte)'{')
        {
            return PublishedFormat.Tfjs;
        }

        throw new BadInputException(path, UnknownFormat(head));
    }

    public void Dispose() => _owner?.Dispose();

    private static string UnknownFormat(ReadOnlySpan<byte> head)
    {
        const string Expected = "safetensors, a PyTorch checkpoint, a tfjs weights manifest or an ncnn .param was expected";
        return head switch
        {
            [] => $"is empty; {Expected}",
            [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => $"is an HDF5 file (Keras), which is not read; {Expected}",
            [0x80, 2 or 3 or 4 or 5, ..] => $"is a Python pickle but not of torch.save; {Expected}",
            _ when head.StartsWith("version https://git-lfs"u8) => "is a Git LFS pointer and not the file that it points to",
            _ => $"{Expected}; of a manifest's shard or an ncnn .bin name the manifest or the .param instead",
        };
    }

    private static PublishedWeights OpenSafeTensors(string path)
    {
        var file = SafeTensorsFile.Open(path);
        try
        {
            if (file.Tensors.Count > ImportLimits.Items)
            {
                throw new BadInputException(path, $"{file.Tensors.Count} tensors, at most {ImportLimits.Items} are expected");
            }

            var tensors = file.Tensors.Select(t =>
            {
                ImportLimits.CheckedCount(path, t.Name, t.Shape);
                return new PublishedTensor(t.Name, t.Type, t.Shape, () => file.ReadFloats(t.Name));
            }).ToList();
            return new PublishedWeights(PublishedFormat.SafeTensors, [path], tensors, file, file.Metadata);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
