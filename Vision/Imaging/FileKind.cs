namespace FaceGrid.Vision.Imaging;

/// <summary>What a path leads to, after following symbolic links.</summary>
public enum FileKind
{
    /// <summary>A regular file, or a file whose kind the operating system does not report.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A named pipe: opening one waits for its writer.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A character or block device.</summary>
    Device,

    /// <summary>Nothing, a broken link, or something that cannot be reached.</summary>
    Missing,
}
