using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Models.Downloads;

/// <summary>
/// Received part of a download: FILE.part, and beside it FILE.part.tag with the address and the ETag, so that a later run
/// can request the rest of the same content.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _destination;
    private readonly string _path;
    private readonly FileStream _stream;

    private PartialFile(string destination, string path, FileStream stream)
    {
        _destination = destination;
        _path = path;
        _stream = stream;
    }

    /// <summary>Bytes received.</summary>
    public long Length => _stream.Length;

    /// <summary>Strong ETag of the received content; null: the server sent none.</summary>
    public string? ETag { get; private set; }

    private string TagPath => _path + ".tag";

    /// <param name="destination">Path of the complete file.</param>
    /// <param name="address">Source; a part from another source is discarded.</param>
    /// <exception cref="BadInputException">Another process has the part open.</exception>
    public static PartialFile Open(string destination, Uri address)
    {
        var path = destination + ".part";
        FileStream stream;
        try
        {
            // Unbuffered: received bytes are in the file even if the process is killed.
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new BadInputException(
                path, "cannot be opened, another process is probably downloading it: " + e.Message.ReplaceLineEndings(" "), e);
        }

        var part = new PartialFile(destination, path, stream);
        var tag = File.Exists(part.TagPath) ? File.ReadAllLines(part.TagPath) : [];
        if (tag.Length == 2 && tag[0] == address.AbsoluteUri)
        {
            part.ETag = tag[1] is { Length: > 0 } etag ? etag : null;
        }
        else
        {
            part.Restart(address, null);
        }

        stream.Seek(0, SeekOrigin.End);
        return part;
    }

    /// <summary>Discards the part and starts over, for content with another ETag.</summary>
    public void Restart(Uri address, string? etag)
    {
        _stream.SetLength(0);
        File.WriteAllText(TagPath, $"{address.AbsoluteUri}\n{etag}\n", Encoding.UTF8);
        ETag = etag;
    }

    public void Append(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Flushes the received bytes to disk.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <summary>SHA-256 of the part, in lower-case hexadecimal.</summary>
    public async Task<string> Sha256(CancellationToken cancellationToken)
    {
        _stream.Seek(0, SeekOrigin.Begin);
        var hash = await SHA256.HashDataAsync(_stream, cancellationToken);
        _stream.Seek(0, SeekOrigin.End);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Renames the complete, verified part to its destination.</summary>
    public void Complete()
    {
        Flush();
        _stream.Dispose();
        AtomicFile.Install(_path, _destination);
        File.Delete(TagPath);
    }

    public void Delete()
    {
        _stream.Dispose();
        File.Delete(_path);
        File.Delete(TagPath);
    }

    public void Dispose() => _stream.Dispose();
}
