using FaceGrid.Vision;

namespace FaceGrid.Silo.Options;

/// <summary>Reads connection strings from options or from the files that the options name.</summary>
public static class ConnectionStrings
{
    /// <summary>The connection string, read from its file if <see cref="ConnectionOptions.ConnectionStringFile"/> is set.</summary>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static string Resolve(this ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.ConnectionString is { } text)
        {
            return text;
        }

        try
        {
            return File.ReadAllText(options.ConnectionStringFile!).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(options.ConnectionStringFile!, $"cannot be read ({exception.Message})", exception);
        }
    }
}
