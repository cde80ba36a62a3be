namespace FaceGrid.Cli.CommandLine;

/// <summary>Exit codes of all commands. Any answer, including a negative one, is a success.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A failure that the input did not cause.</summary>
    public const int Failure = 1;

    /// <summary>An argument, option or file is unusable; nothing was changed.</summary>
    public const int BadInput = 2;

    /// <summary><c>check</c> found differences and did not repair all of them.</summary>
    public const int Differences = 3;

    /// <summary>Ctrl-C: 128 + SIGINT, the shells' convention.</summary>
    public const int Interrupted = 130;
}
