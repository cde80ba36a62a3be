namespace FaceGrid.Vision.Weights;

/// <summary>Names and sizes of <see cref="TensorType"/>.</summary>
public static class TensorTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(this TensorType type) => type switch
    {
        TensorType.Bool or TensorType.U8 or TensorType.I8 => 1,
        TensorType.I16 or TensorType.U16 or TensorType.F16 or TensorType.BF16 => 2,
        TensorType.I32 or TensorType.U32 or TensorType.F32 => 4,
        TensorType.F64 or TensorType.I64 or TensorType.U64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The name that the format's header uses: <c>F32</c>, <c>BOOL</c> …</summary>
    public static string FormatName(this TensorType type) =>
        type == TensorType.Bool ? "BOOL" : type.ToString();

    /// <summary>The inverse of <see cref="FormatName"/>; case-sensitive, as in the reference implementation.</summary>
    public static bool TryParse(string? name, out TensorType type)
    {
        foreach (var candidate in Enum.GetValues<TensorType>())
        {
            if (candidate.FormatName() == name)
            {
                type = candidate;
                return true;
            }
        }

        type = default;
        return false;
    }
}
