using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Grains.Training;

namespace FaceGrid.Grains.Jobs;

/// <summary>What two requests have in common if and only if they are for the same outcome.</summary>
internal static class ContentKeys
{
    /// <param name="origin">SHA-256 of the checkpoint that the run begins with; null: it begins as the settings say.</param>
    public static string Of(StyleEngineCheck check, IEnumerable<JobImage> images, string? origin) => Of(
        "style job 1",
        [check.Settings, check.NetworkVersion, origin ?? "", .. images.OrderBy(i => i.Role, StringComparer.Ordinal).SelectMany(i => new[] { i.Role, i.Blob.Sha256 })]);

    public static string Of(TrainingEngineCheck check, JobData data) =>
        Of("training run 1", [check.Configuration, check.Version, data.Folder, data.Fingerprint]);

    private static string Of(string kind, IEnumerable<string> parts)
    {
        var text = new StringBuilder(kind).Append('\n');
        foreach (var part in parts)
        {
            // With its length: no two lists of parts give the same text.
            text.Append(part.Length).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
