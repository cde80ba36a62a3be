using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Models.Downloads;

/// <summary>
/// What a download has brought so far: FILE.part, and beside it FILE.part.tag with the address and the ETag that it came
/// with, so that a later run can ask for the rest of the same content.
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

    /// <summary>Bytes that are there.</summary>
    public long Length => _stream.Length;

    /// <summary>The strong ETag of what is there, or null where the server gave none.</summary>
    public string? ETag { get; private set; }

    private string TagPath => _path + ".tag";

    /// <param name="destination">The name that the file will have when it is whole.</param>
    /// <param name="address">A part from elsewhere is thrown away.</param>
    /// <exception cref="BadInputException">Another process is at it.</exception>
    public static PartialFile Open(string destination, Uri address)
    {
        var path = destination + ".part";
        FileStream stream;
        try
        {
            // Unbuffered: what was received is in the file, also when the process is killed.
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new BadInputException(path, "cannot be opened, another process is probably downloading it: " + e.Message.ReplaceLineEndings(" "), e);
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

    /// <summary>Restarts with content of another tag.</summary>
    public void Restart(Uri address, string? etag)
    {
        _stream.SetLength(0);
        File.WriteAllText(TagPath, $"{address.AbsoluteUri}\n{etag}\n", Encoding.UTF8);
        ETag = etag;
    }

    public void Append(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    /// <summary>Puts what came so far on the disk.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <summary>Lower-case hexadecimal.</summary>
    public async Task<string> Sha256(CancellationToken cancellationToken)
    {
        _stream.Seek(0, SeekOrigin.Begin);
        var hash = await SHA256.HashDataAsync(_stream, cancellationToken);
        _stream.Seek(0, SeekOrigin.End);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>Gives the whole, verified file its name.</summary>
    public void Complete()
    {
        Flush();
        _stream.Dispose();
        File.Move(_path, _destination, overwrite: true);
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
