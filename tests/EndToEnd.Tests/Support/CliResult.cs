using System.Text.Json;

namespace FaceGrid.EndToEnd.Tests.Support;

internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>The objects printed with <c>--json</c>, one per line.</summary>
    public IReadOnlyList<JsonElement> Json =>
        [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }
}
