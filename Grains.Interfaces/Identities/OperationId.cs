namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>
/// Identifies one enrolment or removal, so that a repeated request is not executed twice. Chosen by the caller; valid for one person.
/// </summary>
public static class OperationId
{
    public const int MaxLength = 64;

    public static string New() => Guid.NewGuid().ToString("N");

    /// <summary>The reason why <paramref name="id"/> is not valid, or null if it is valid.</summary>
    public static string? FormatError(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id switch
        {
            { Length: 0 or > MaxLength } => $"an operation id has 1 to {MaxLength} characters, this one has {id.Length}",
            _ when !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') =>
                "an operation id is made of letters, digits, '-', '_' and '.'",
            _ => null,
        };
    }
}
