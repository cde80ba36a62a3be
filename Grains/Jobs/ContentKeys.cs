using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>Hashes that two requests share if and only if they have the same result.</summary>
internal static class ContentKeys
{
    /// <param name="origin">SHA-256 of the checkpoint that a fork starts from; null: not a fork.</param>
    public static string Of(JobCheck check, IEnumerable<JobImage> images, string? origin) => Of(
        "style job 1",
        [
            check.Settings,
            check.Version,
            origin ?? "",
            .. images.OrderBy(i => i.Role, StringComparer.Ordinal).SelectMany(i => new[] { i.Role, i.Blob.Sha256 }),
        ]);

    public static string Of(JobCheck check, JobData data) =>
        Of("training run 1", [check.Settings, check.Version, data.Folder, data.Fingerprint]);

    private static string Of(string kind, IEnumerable<string> parts)
    {
        var text = new StringBuilder(kind).Append('\n');
        foreach (var part in parts)
        {
            // The length before each part makes the text unambiguous.
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
