namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>The sockets that a process listens at, as Linux lists them.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <returns>
    /// Local addresses of TCP sockets of <paramref name="process"/> in state LISTEN, as /proc has them: hexadecimal ADDRESS:PORT.
    /// </returns>
    public static IReadOnlyList<string> Tcp(int process)
    {
        var own = Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
            .Select(LinkTarget)
            .Where(t => t.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(t => t["socket:[".Length..^1])
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. new[] { "tcp", "tcp6" }.Select(table => $"/proc/{process}/net/{table}").Where(File.Exists)
                .SelectMany(file => File.ReadLines(file).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns[3] == Listening && own.Contains(columns[9]))
                .Select(columns => columns[1]),
        ];
    }

    /// <summary>Empty where the descriptor was closed meanwhile.</summary>
    private static string LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
