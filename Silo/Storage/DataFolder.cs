using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Storage;

/// <summary>A folder with FaceGrid's stores, which only its owner can open.</summary>
internal static class DataFolder
{
    private static readonly string[] Folders = ["blobs", "cache", "features", "jobs", "models"];

    private static readonly string[] Stores = ["grains.db", "keys.db"];

    /// <summary>
    /// Creates the folder with mode 0700, or takes the permissions of others from an existing one. One that holds anything but FaceGrid's
    /// files is shared with other programs: there only the files are closed.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="file">Name of a store in it that has a name of its own; else empty.</param>
    /// <exception cref="IOException">The folder cannot be created or read.</exception>
    public static void Prepare(string folder, string file = "")
    {
        OwnerOnly.CreateFolder(folder);
        string[] stores = file.Length == 0 ? Stores : [.. Stores, file];
        OwnerOnly.TightenFolder(folder, IsOwn);
        foreach (var path in Directory.EnumerateFiles(folder).Where(f => IsFileOfOurs(Path.GetFileName(f))))
        {
            OwnerOnly.Tighten(path);
        }

        bool IsOwn(string name) => Folders.Contains(name) || IsFileOfOurs(name);

        bool IsFileOfOurs(string name) => name == DataFolderLock.FileName
            || name.StartsWith("worker.", StringComparison.Ordinal)
            || stores.Any(s => name == s || name.StartsWith(s + "-", StringComparison.Ordinal));
    }
}
