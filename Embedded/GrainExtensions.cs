using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Keys and references of grains and of references to them.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to <paramref name="grain"/> with the methods of <typeparamref name="TGrainInterface"/>; what a grain passes on instead of <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (TGrainInterface)AsReference(grain, typeof(TGrainInterface));
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    public static object AsReference(this IAddressable grain, Type interfaceType)
    {
        ArgumentNullException.ThrowIfNull(grain);
        var reference = grain as GrainReference ?? ContextOf(grain).GrainReference;
        return interfaceType.IsInstanceOfType(reference) ? reference : reference.Grid.Factory.CreateReference(interfaceType, reference.GrainId);
    }

    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    public static GrainId GetGrainId(this IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain is GrainReference reference ? reference.GrainId : ContextOf(grain).GrainId;
    }

    public static bool IsPrimaryKeyBasedOnLong(this IAddressable grain) => grain.GetGrainId().TryGetIntegerKey(out _, out _);

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetPrimaryKeyLong(out _);

    public static long GetPrimaryKeyLong(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        return id.TryGetIntegerKey(out var key, out keyExt) ? key : throw NoSuchKey("integer", id);
    }

    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetPrimaryKey(out _);

    public static Guid GetPrimaryKey(this IAddressable grain, out string? keyExt)
    {
        var id = grain.GetGrainId();
        if (id.TryGetGuidKey(out var key, out keyExt))
        {
            return key;
        }

        if (!id.TryGetIntegerKey(out var integer, out keyExt))
        {
            throw NoSuchKey("GUID", id);
        }

        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes[8..], integer);
        return new Guid(bytes);
    }

    private static IGrainContext ContextOf(IAddressable grain) => grain switch
    {
        IGrainBase { GrainContext: { } context } => context,
        _ => throw new ArgumentException($"{grain.GetType().FullName} is neither a grain that the runtime made nor a reference to one.", nameof(grain)),
    };

    [SuppressMessage("Design", "CA1859", Justification = "The exception's type is part of the contract.")]
    private static InvalidOperationException NoSuchKey(string kind, GrainId id) => new($"Unable to extract {kind} key from grain id {id}");
}
