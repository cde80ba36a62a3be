using System.Text;

namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>
/// What a job stores for a while, in a wrapping that says whose it is. Two jobs may well come to the same bits; without it they would share
/// a blob, and the first to delete it would take it from the other.
/// </summary>
public static class JobBlob
{
    private const string Magic = "facegrid job blob 1";

    /// <param name="kind">checkpoint, origin or preview.</param>
    /// <param name="owner">Key of the job.</param>
    public static byte[] Wrap(string kind, string owner, long epoch, int step, ReadOnlySpan<byte> content)
    {
        var header = Encoding.UTF8.GetBytes(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Magic}\n{kind}\n{owner}\n{epoch} {step}\n"));
        var wrapped = new byte[header.Length + content.Length];
        header.CopyTo(wrapped, 0);
        content.CopyTo(wrapped.AsSpan(header.Length));
        return wrapped;
    }

    /// <summary>True if a job of the tenant has wrapped the blob.</summary>
    public static bool IsOf(string tenant, byte[] wrapped)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        var header = wrapped.AsSpan(0, Math.Min(wrapped.Length, 1024));
        if (!header.StartsWith(Encoding.UTF8.GetBytes(Magic + "\n")))
        {
            return false;
        }

        header = header[(Magic.Length + 1)..];
        var kind = header.IndexOf((byte)'\n');
        return kind >= 0 && header[(kind + 1)..].StartsWith(Encoding.UTF8.GetBytes(tenant + "/"));
    }

    /// <exception cref="GridRequestException">It is something else, or another job's.</exception>
    public static ReadOnlyMemory<byte> Unwrap(string kind, string owner, byte[] wrapped)
    {
        ArgumentNullException.ThrowIfNull(wrapped);
        var expected = Encoding.UTF8.GetBytes($"{Magic}\n{kind}\n{owner}\n");
        var end = wrapped.AsSpan().StartsWith(expected) ? wrapped.AsSpan(expected.Length).IndexOf((byte)'\n') : -1;
        return end >= 0
            ? wrapped.AsMemory(expected.Length + end + 1)
            : throw new GridRequestException(
                GridError.DamagedBlob, $"{kind} of job '{GridKeys.NameOf(owner)}'", "the blob is something else");
    }
}
