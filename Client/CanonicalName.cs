using System.Text;
using ADRaffy.ENSNormalize;

namespace FaceGrid.Client;

/// <summary>
/// One spelling for each name: Unicode normalization form C (UAX 15). File systems and keyboards write é as one character or as two, and
/// the same name must be the same person. .NET normalises with the ICU library, which containers do not have.
/// </summary>
public static class CanonicalName
{
    /// <summary>The name in form C.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);

        // A lone surrogate has no normal form; the grains' rules for names refuse or keep it as it is.
        return Ascii.IsValid(name) || !IsWellFormed(name) ? name : ENSNormalize.NF.NFC(name);
    }

    private static bool IsWellFormed(string name)
    {
        for (var at = 0; at < name.Length;)
        {
            if (Rune.DecodeFromUtf16(name.AsSpan(at), out _, out var used) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            at += used;
        }

        return true;
    }
}
