using FaceGrid.Vision.Files;

namespace FaceGrid.Vision.Weights;

/// <summary>How <see cref="AtomicFile"/> writes.</summary>
public sealed record AtomicFileOptions
{
    /// <summary>A file of mode 0600 that replaces an existing one.</summary>
    public static AtomicFileOptions Private { get; } = new() { IsPrivate = true };

    /// <summary>True: only the owner can open the file, whatever the umask.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>False: an existing file is an error and stays unchanged.</summary>
    public bool MayReplace { get; init; } = true;

    /// <summary>The operations of the file system.</summary>
    public FileOperations Operations { get; init; } = FileOperations.Default;
}
