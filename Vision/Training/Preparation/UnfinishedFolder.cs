using FaceGrid.Vision.Files;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>A folder that is filled under a temporary name and renamed when it is complete; deleted if it is never finished.</summary>
internal sealed class UnfinishedFolder : IDisposable
{
    private readonly string _target;

    /// <exception cref="BadInputException">The target exists and is not empty, is a file, or cannot be created.</exception>
    public UnfinishedFolder(string target)
    {
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (System.IO.File.Exists(_target))
        {
            throw new BadInputException(target, "is a file, not a folder");
        }

        if (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any())
        {
            throw new BadInputException(target, "exists and is not empty");
        }

        var parent = Path.GetDirectoryName(_target) ?? throw new BadInputException(target, "is not a folder that can be created");
        if (!Directory.Exists(parent))
        {
            throw new BadInputException(target, $"there is no folder {parent}");
        }

        // Beside the target, so that the last step is a rename. Remains of a killed process are deleted first.
        Working = Path.Combine(parent, $".{Path.GetFileName(_target)}.unfinished");
        try
        {
            Clear();
            Directory.CreateDirectory(Working);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(target, "cannot be written: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }

    public string Working { get; }

    public string File(string name) => Path.Combine(Working, name);

    public string RelativeTo(string path) => Path.GetRelativePath(Working, path);

    public void Finish()
    {
        if (Directory.Exists(_target))
        {
            Directory.Delete(_target);
        }

        Directory.Move(Working, _target);
        FileOperations.Default.FlushFolder(Path.GetDirectoryName(_target)!);
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        if (Directory.Exists(Working))
        {
            Directory.Delete(Working, recursive: true);
        }
    }
}
