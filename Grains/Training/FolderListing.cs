using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Training;

/// <summary>What is in a folder of photos, by names and sizes: the same on every machine that has a copy, and read in a moment.</summary>
internal static class FolderListing
{
    /// <param name="folder">Absolute path. Files whose names begin with a dot do not count.</param>
    /// <exception cref="BadInputException">No such folder, unreadable, or without a file.</exception>
    public static JobData Of(string folder)
    {
        if (!Path.IsPathFullyQualified(folder) || !Directory.Exists(folder))
        {
            throw new BadInputException(folder, "there is no such folder");
        }

        try
        {
            var root = new DirectoryInfo(folder);
            var files = root.EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(f => !f.Name.StartsWith('.'))
                .Select(f => (Name: Path.GetRelativePath(folder, f.FullName).Replace('\\', '/'), f.Length))
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .ToList();
            if (files.Count == 0)
            {
                throw new BadInputException(folder, "has no files");
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (name, length) in files)
            {
                // With the name's length: no two listings give the same text.
                hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name.Length}:{name} {length}\n")));
            }

            return new JobData(folder, Convert.ToHexStringLower(hash.GetHashAndReset()), files.Count, files.Sum(f => f.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(folder, $"cannot be read ({exception.Message.ReplaceLineEndings(" ")})", exception);
        }
    }
}
