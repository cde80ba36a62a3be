using FaceGrid.Cli.CommandLine;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>
/// Random command lines: each is answered or refused in words for users, with exit code 0 or 2, whatever the words were.
/// </summary>
public sealed class RandomCommandLineTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private const int MostShown = 20;

    private readonly SyntheticPeopleFolder _folder = new(1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Run_ThousandLines_NoneEndsInAnException() => Run(seed: 1, count: 1000);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Run_HundredThousandLines_NoneEndsInAnException() => Run(seed: 2, count: 100_000);

    private async Task Run(int seed, int count)
    {
        var (output, error) = (Console.Out, Console.Error);
        var lines = new RandomCommandLine(CommandTree.Create(), [_folder.Enrolment(0), _folder.People, _folder.PathOf("data")], seed);
        var failures = new List<string>();
        try
        {
            for (var i = 0; i < count && failures.Count < MostShown; i++)
            {
                var words = lines.Next();
                using var text = new StringWriter();
                Console.SetOut(text);
                Console.SetError(text);
                using var limit = new CancellationTokenSource(Longest);
                string[] data = words.Any(w => w.StartsWith("--data", StringComparison.Ordinal))
                    ? words
                    : [.. words, "--data", _folder.PathOf("data")];
                var exitCode = await CommandLineRunner.Run(data, limit.Token);
                if (!IsAnswer(exitCode, text.ToString()))
                {
                    failures.Add($"{i}: {string.Join(' ', data.Select(w => $"'{w}'"))}\nexit code {exitCode}: {text}");
                }
            }
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static bool IsAnswer(int exitCode, string text) =>
        exitCode is ExitCodes.Success or ExitCodes.BadInput or ExitCodes.Interrupted
        && !text.Contains("Exception", StringComparison.Ordinal)
        && !text.Contains("System.", StringComparison.Ordinal);
}
