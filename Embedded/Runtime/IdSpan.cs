using System.Text;

namespace Orleans.Runtime;

/// <summary>UTF-8 bytes that name something, with their hash.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly byte[]? bytes;
    private readonly int hash;

    public IdSpan(byte[] value)
    {
        bytes = value;

        // FNV-1a: the same in every process, which string hash codes are not.
        var sum = 2166136261u;
        foreach (var b in value)
        {
            sum = (sum ^ b) * 16777619u;
        }

        hash = unchecked((int)sum);
    }

    public ReadOnlyMemory<byte> Value => bytes;

    public bool IsDefault => bytes is null || bytes.Length == 0;

    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public ReadOnlySpan<byte> AsSpan() => bytes;

    public bool Equals(IdSpan other) => ReferenceEquals(bytes, other.bytes) || (hash == other.hash && AsSpan().SequenceEqual(other.AsSpan()));

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public override int GetHashCode() => hash;

    public uint GetUniformHashCode() => unchecked((uint)hash);

    public int CompareTo(IdSpan other) => AsSpan().SequenceCompareTo(other.AsSpan());

    public override string ToString() => bytes is null ? "" : Encoding.UTF8.GetString(bytes);
}
