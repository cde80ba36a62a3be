using System.Security.Cryptography;
using System.Text;

namespace FaceGrid.Grains.Styling;

/// <summary>What two requests have in common if and only if they are for the same picture.</summary>
internal static class ContentKeys
{
    /// <param name="origin">SHA-256 of the checkpoint that the run begins with; null: it begins as the settings say.</param>
    public static string Of(StyleEngineCheck check, IEnumerable<StyleJobImage> images, string? origin)
    {
        var text = new StringBuilder("style job 1\n");
        Append(check.Settings);
        Append(check.NetworkVersion);
        Append(origin ?? "");
        foreach (var image in images.OrderBy(i => i.Role, StringComparer.Ordinal))
        {
            Append(image.Role);
            Append(image.Blob.Sha256);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        // With its length: no two lists of parts give the same text.
        void Append(string part) => text.Append(part.Length).Append(':').Append(part).Append('\n');
    }
}
