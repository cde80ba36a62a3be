namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>The bodies of a PNG file's IDAT chunks as one stream.</summary>
internal sealed class PngDataStream(ReadOnlyMemory<byte> file, string name) : Stream
{
    private int at = PngReader.Signature.Length;
    private ReadOnlyMemory<byte> chunk;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (chunk.IsEmpty)
        {
            var start = at + 8;
            var body = PngReader.Next(file.Span, at, name, out var type, out var next);
            if (type.SequenceEqual("IEND"u8))
            {
                return 0;
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                chunk = file.Slice(start, body.Length);
            }

            at = next;
        }

        var count = Math.Min(buffer.Length, chunk.Length);
        chunk.Span[..count].CopyTo(buffer);
        chunk = chunk[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
