using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Numbers of the command line: what is not one is refused by name, and no separator changes a value.</summary>
public sealed class NumberTests
{
    /// <summary>No numeric option takes any of these.</summary>
    private static readonly string[] NoNumbers = ["abc", "0,3", "1,000", "1.2.3", "0x10", "½", "", " ", "1e", "--1"];

    private static readonly Type[] NumericTypes = [typeof(double), typeof(double?), typeof(int), typeof(int?)];

    [Fact]
    public void Parse_EveryNumericOptionOfEveryCommand_RefusesWhatIsNoNumberByItsName()
    {
        var root = CommandTree.Create();
        var options = Numeric(root, []).ToList();

        Assert.True(options.Count > 40, $"{options.Count} numeric options");
        Assert.All(options, o => Assert.All(NoNumbers, text =>
        {
            var errors = root.Parse([.. o.Path, $"{o.Option.Name}={text}"]).Errors;
            Assert.Contains(errors, e => e.Message.Contains(o.Option.Name, StringComparison.Ordinal));
            Assert.DoesNotContain(errors, e => e.Message.Contains("System.", StringComparison.Ordinal));
        }));
    }

    [Theory]
    [InlineData("0.3", 0.3)]
    [InlineData("3e-1", 0.3)]
    [InlineData("1", 1.0)]
    public void Parse_Threshold_IsReadInvariantly(string text, double expected)
    {
        var parsed = CommandTree.Create().Parse(["recognize", "probe.jpg", "--threshold", text]);

        Assert.Empty(parsed.Errors);
        Assert.Equal(expected, parsed.GetValue<double?>("--threshold"));
    }

    [Theory]
    [InlineData("--threshold: '0,3' is not a number, such as 0.3", "recognize", "probe.jpg", "--threshold", "0,3")]
    [InlineData("--candidates: 'x' is not a whole number", "recognize", "probe.jpg", "--candidates", "x")]
    [InlineData("--threads: '2.5' is not a whole number", "identities", "list", "--threads", "2.5")]
    public async Task Run_NoNumber_IsOneLineAndExitCode2(string reason, params string[] arguments)
    {
        var result = await Facegrid.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"facegrid: {reason}", result.Error, StringComparison.Ordinal);
    }

    private static IEnumerable<(IReadOnlyList<string> Path, Option Option)> Numeric(Command command, IReadOnlyList<string> path) =>
        command.Options
            .Where(o => NumericTypes.Contains(o.ValueType))
            .Where(o => !IsShare(o))
            .Select(o => (path, o))
            .Concat(command.Subcommands.SelectMany(c => Numeric(c, [.. path, c.Name])));

    /// <summary>Shares have a parser of their own, which also takes percentages.</summary>
    private static bool IsShare(Option option) => option.HelpName == "SHARE";
}
