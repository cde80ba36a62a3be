using System.Reflection;
using FaceGrid.Embedded.Engine;

namespace Orleans.Runtime;

/// <summary>A name of a grain. Two references are equal if they name the same grain.</summary>
public abstract class GrainReference : DispatchProxy, IAddressable, IEquatable<GrainReference>
{
    public GrainId GrainId { get; internal set; }

    internal GridEngine Grid { get; set; } = null!;

    /// <summary>The interface whose methods the reference has.</summary>
    internal Type Interface { get; set; } = typeof(IAddressable);

    public static bool operator ==(GrainReference? left, GrainReference? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(GrainReference? left, GrainReference? right) => !(left == right);

    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    public sealed override bool Equals(object? obj) => Equals(obj as GrainReference);

    public sealed override int GetHashCode() => GrainId.GetHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}:{Interface.FullName}";

    internal GrainReference To(GrainId grain)
    {
        var copy = (GrainReference)MemberwiseClone();
        copy.GrainId = grain;
        return copy;
    }
}
