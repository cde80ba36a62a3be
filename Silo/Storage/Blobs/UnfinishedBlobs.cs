using FaceGrid.Vision.Weights;

namespace FaceGrid.Silo.Storage.Blobs;

/// <summary>
/// Temporary files of blobs that killed processes left: a face in one belongs to a record that may be removed at any time, so none may stay.
/// </summary>
internal static class UnfinishedBlobs
{
    /// <summary>Deletes the temporary files of blobs below a folder that no process is writing.</summary>
    /// <param name="folder">The blob folder, or one of its folders.</param>
    /// <param name="sha256">Name of the blob; <c>*</c>: of all blobs.</param>
    /// <exception cref="IOException">A file cannot be deleted.</exception>
    public static void Delete(string folder, string sha256)
    {
        foreach (var file in Directory.EnumerateFiles(folder, AtomicFile.TemporaryPattern(sha256), SearchOption.AllDirectories))
        {
            if (IsAbandoned(file))
            {
                File.Delete(file);
            }
        }
    }

    /// <summary>True if no process has the file open: a writer's file is locked until it is complete.</summary>
    private static bool IsAbandoned(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
