namespace FaceGrid.Vision;

/// <summary>
/// Something the user gave is unusable: a file, a folder, an option. The message is one line that names it and says why;
/// a command that meets one changes nothing and ends with exit code 2.
/// </summary>
public sealed class BadInputException : Exception
{
    public BadInputException(string subject, string reason)
        : this(subject, reason, null)
    {
    }

    public BadInputException(string subject, string reason, Exception? inner)
        : base($"{subject}: {reason}", inner)
    {
        Subject = subject;
        Reason = reason;
    }

    /// <summary>What is unusable: most often a path.</summary>
    public string Subject { get; }

    /// <summary>Why, in a few words, without the subject.</summary>
    public string Reason { get; }
}
