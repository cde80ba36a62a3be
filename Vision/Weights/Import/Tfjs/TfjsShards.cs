namespace FaceGrid.Vision.Weights.Import.Tfjs;

/// <summary>The shards of one weight group, read as one concatenated file.</summary>
internal sealed class TfjsShards : IDisposable
{
    private readonly List<FileBytes> _files = [];

    /// <exception cref="BadInputException">A shard is missing or unreadable.</exception>
    public TfjsShards(IEnumerable<string> paths)
    {
        try
        {
            foreach (var path in paths)
            {
                _files.Add(FileBytes.Open(path));
                Length += _files[^1].Length;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Total number of bytes.</summary>
    public long Length { get; }

    public byte[] Read(long offset, int count)
    {
        var bytes = new byte[count];
        var rest = bytes.AsSpan();
        foreach (var file in _files)
        {
            if (offset < file.Length)
            {
                var part = (int)Math.Min(file.Length - offset, rest.Length);
                file.Read(offset, rest[..part]);
                rest = rest[part..];
                offset = 0;
            }
            else
            {
                offset -= file.Length;
            }

            if (rest.Length == 0)
            {
                break;
            }
        }

        return rest.Length == 0 ? bytes : throw new BadInputException(_files[^1].Path, "truncated");
    }

    public void Dispose() => _files.ForEach(f => f.Dispose());
}
