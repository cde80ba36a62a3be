namespace FaceGrid.Vision;

/// <summary>
/// An input of the user is unusable: a file, a folder, an option. The message is one line with the input and the reason; a command
/// that receives this exception changes nothing and ends with exit code 2.
/// </summary>
public sealed class BadInputException : Exception
{
    /// <summary>Creates an exception with the message "subject: reason".</summary>
    public BadInputException(string subject, string reason)
        : this(subject, reason, null)
    {
    }

    /// <summary>Creates an exception with the message "subject: reason" and the exception that caused it.</summary>
    public BadInputException(string subject, string reason, Exception? inner)
        : base($"{subject}: {reason}", inner)
    {
        Subject = subject;
        Reason = reason;
    }

    /// <summary>The unusable input, usually a path.</summary>
    public string Subject { get; }

    /// <summary>The reason, without the subject.</summary>
    public string Reason { get; }
}
