namespace FaceGrid.Cli.CommandLine;

/// <summary>What every command ends with. An answer, whichever it is, is a success.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something went wrong that is not the input's fault.</summary>
    public const int Failure = 1;

    /// <summary>Something that the user gave is unusable; nothing was changed by it.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;
}
