namespace FaceGrid.Grains.Interfaces.Identities;

/// <summary>Names one enrolment or removal, so that asking for it again does not do it again. Whoever asks makes it up; it counts for one person.</summary>
public static class OperationId
{
    public const int MaxLength = 64;

    public static string New() => Guid.NewGuid().ToString("N");

    /// <summary>Why <paramref name="id"/> cannot be one, or null if it can.</summary>
    public static string? WhyNotAnId(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id switch
        {
            { Length: 0 or > MaxLength } => $"an operation id has 1 to {MaxLength} characters, this one has {id.Length}",
            _ when !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') => "an operation id is made of letters, digits, '-', '_' and '.'",
            _ => null,
        };
    }
}
